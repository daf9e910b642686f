package io.digitstream.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far confidence can be taken at its word: of the readings with a confidence of about 0.8, are 80 % right? Bins of
 * equal width, as in Guo et al. (2017), "On Calibration of Modern Neural Networks", arXiv 1706.04599, so that errors
 * compare with published ones. Immutable.
 *
 * @param bins {@link #BINS} of them, by confidence: the n-th, counted from 1, holds confidences in ((n - 1) / 15, n / 15],
 *     the first one 0 as well
 */
public record Reliability(List<Bin> bins) {
    public static final int BINS = 15;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Readings of about the same confidence.
     *
     * @param confidence their mean, in [0, 1]; 0 where there are none
     * @param right those right among them
     */
    public record Bin(double confidence, Share right) {
        public int photos() {
            return right.whole();
        }
    }

    public static Reliability of(List<Outcome> outcomes) {
        List<List<Outcome>> binned = IntStream.range(0, BINS)
                .<List<Outcome>>mapToObj(bin -> new ArrayList<>())
                .toList();
        outcomes.forEach(outcome -> binned.get(bin(outcome.confidence())).add(outcome));
        return new Reliability(binned.stream().map(Reliability::bin).toList());
    }

    private static int bin(double confidence) {
        return Math.max(0, (int) Math.ceil(confidence * BINS) - 1);
    }

    private static Bin bin(List<Outcome> outcomes) {
        double confidence =
                outcomes.stream().mapToDouble(Outcome::confidence).average().orElse(0);
        return new Bin(confidence, Outcome.right(outcomes));
    }

    /**
     * Expected calibration error, in [0, 1]: the distance between confidence and share right, averaged over the bins, each
     * weighing as much as it holds photos. Chance alone puts it above 0, the more so the fewer the photos.
     */
    public double error() {
        int photos = bins.stream().mapToInt(Bin::photos).sum();
        double sum = 0;
        for (Bin bin : bins) {
            sum += bin.photos() * Math.abs(bin.right.value() - bin.confidence);
        }
        return photos == 0 ? 0 : sum / photos;
    }
}
