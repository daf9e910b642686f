package io.digitstream.trainer.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many readings are right among the more confident ones, as fewer or more are believed: the risk-coverage curve of
 * El-Yaniv and Wiener (2010), "On the Foundations of Noise-free Selective Classification". Immutable.
 *
 * @param points one for each confidence that occurs, highest first
 */
public record RiskCoverage(List<Point> points) {
    public RiskCoverage {
        points = List.copyOf(points);
    }

    /**
     * What a threshold gives.
     *
     * @param confidence the threshold, in [0, 1]
     * @param right those right among the photos read at least as confidently, which are the share's whole
     */
    public record Point(double confidence, Share right) {
        /** Photos read at least as confidently. */
        public int covered() {
            return right.whole();
        }
    }

    public static RiskCoverage of(List<Outcome> outcomes) {
        List<Outcome> sorted = outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::confidence).reversed())
                .toList();
        List<Point> points = new ArrayList<>();
        int right = 0;
        for (int i = 0; i < sorted.size(); i++) {
            double confidence = sorted.get(i).confidence();
            right += sorted.get(i).right() ? 1 : 0;
            // A threshold cannot part photos of the same confidence.
            if (i + 1 == sorted.size() || sorted.get(i + 1).confidence() < confidence) {
                points.add(new Point(confidence, new Share(right, i + 1)));
            }
        }
        return new RiskCoverage(points);
    }

    /** The point that covers most photos among those at which at least this share is right. */
    public Optional<Point> widest(double accuracy) {
        return points.stream()
                .filter(point -> point.right.part() >= accuracy * point.covered())
                .reduce((narrower, wider) -> wider);
    }

    /** The first point that covers at least so many photos. */
    public Optional<Point> covering(int photos) {
        return points.stream().filter(point -> point.covered() >= photos).findFirst();
    }
}
