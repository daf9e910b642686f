package io.digitstream.trainer.gate;

import io.digitstream.trainer.evaluation.Share;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Two releases on the same images: how many each reads right. Immutable.
 *
 * @param both images that both read right
 * @param championOnly images that only the champion reads right
 * @param challengerOnly images that only the challenger reads right
 * @param neither images that both misread
 */
public record PairedComparison(int both, int championOnly, int challengerOnly, int neither) {
    /** Standard deviations on either side of the middle that hold 95 % of a normal distribution. */
    private static final double TWO_SIDED = 1.959964;

    /** Standard deviations below the middle, above which 95 % of a normal distribution lie. */
    private static final double ONE_SIDED = 1.644854;

    public PairedComparison {
        if (both < 0 || championOnly < 0 || challengerOnly < 0 || neither < 0) {
            throw new IllegalArgumentException(
                    "not counts of images: %d, %d, %d, %d".formatted(both, championOnly, challengerOnly, neither));
        }
    }

    public int images() {
        return both + championOnly + challengerOnly + neither;
    }

    /** Images that the champion reads right. */
    public Share champion() {
        return new Share(both + championOnly, images());
    }

    /** Images that the challenger reads right. */
    public Share challenger() {
        return new Share(both + challengerOnly, images());
    }

    /** Accuracy of the challenger minus that of the champion, in [-1, 1]; 0 of nothing. */
    public double difference() {
        return challenger().value() - champion().value();
    }

    /**
     * Lower end of the two-sided 95 % interval of Agresti and Min (2005), "Simple improved confidence intervals for
     * comparing matched proportions", Statistics in Medicine 24, in [-1, 1]: what the {@link #difference()} may be among
     * all images, of which these are a sample. It is Wald's interval after half an image more in each of the four counts.
     */
    public double low() {
        return end(-TWO_SIDED);
    }

    /** Upper end of the interval that begins at {@link #low()}, in [-1, 1]. */
    public double high() {
        return end(TWO_SIDED);
    }

    /** What the difference is at least, with 95 % confidence: {@link #low()}, but of the one-sided interval. */
    public double least() {
        return end(-ONE_SIDED);
    }

    private double end(double deviations) {
        double images = images() + 2.0;
        double lead = challengerOnly - championOnly;
        double deviation = Math.sqrt(championOnly + challengerOnly + 1 - lead * lead / images) / images;
        return Math.max(-1, Math.min(1, lead / images + deviations * deviation));
    }

    /**
     * How probable it is, were both equally good, that the challenger alone is right on so many of the images on which
     * one alone is: the exact one-sided test after McNemar (1947), "Note on the sampling error of the difference between
     * correlated proportions or percentages", Psychometrika 12. In [0, 1]; 1 where they never differ.
     */
    public double pValue() {
        return BinomialDistribution.of(championOnly + challengerOnly, 0.5).survivalProbability(challengerOnly - 1);
    }
}
