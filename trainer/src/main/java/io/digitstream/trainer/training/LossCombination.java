package io.digitstream.trainer.training;

import java.util.List;
import java.util.function.DoubleSupplier;

/** How the heads' mean cross-entropies become the one number that training makes small. Immutable. */
public sealed interface LossCombination {
    /**
     * The derivative of the combination by one head's mean cross-entropy: what that head's gradient is multiplied by.
     *
     * @param head 0 for the length, 1 for the first digit and so on
     * @param mean the head's mean cross-entropy over the whole batch, in nats; asked for only where it matters
     */
    double slope(int head, DoubleSupplier mean);

    /** Whether it combines so many heads. */
    default boolean fits(int heads) {
        return true;
    }

    /** The combination itself. */
    double of(List<Double> means);

    /** Their sum: the negative log-likelihood of the whole number (Goodfellow et al. 2013, arXiv 1312.6082). */
    record Sum() implements LossCombination {
        @Override
        public double slope(int head, DoubleSupplier mean) {
            return 1;
        }

        @Override
        public double of(List<Double> means) {
            return means.stream().mapToDouble(Double::doubleValue).sum();
        }

        @Override
        public String toString() {
            return "sum";
        }
    }

    /**
     * A linear combination.
     *
     * @param weights one for each head, the length first, none negative, not all 0
     */
    record Weighted(List<Double> weights) implements LossCombination {
        public Weighted {
            weights = List.copyOf(weights);
            new Requirements()
                    .require(
                            weights.stream().allMatch(weight -> weight >= 0 && Double.isFinite(weight))
                                    && weights.stream().anyMatch(weight -> weight > 0),
                            "no head weight may be negative, and one must be positive",
                            weights)
                    .check();
        }

        @Override
        public double slope(int head, DoubleSupplier mean) {
            return weights.get(head);
        }

        @Override
        public boolean fits(int heads) {
            return weights.size() == heads;
        }

        @Override
        public double of(List<Double> means) {
            double sum = 0;
            for (int head = 0; head < weights.size(); head++) {
                sum += weights.get(head) * means.get(head);
            }
            return sum;
        }

        @Override
        public String toString() {
            return "weighted " + weights;
        }
    }

    /**
     * The sum of the logarithms of the means, each clipped to [1e-37, 1e37]: the logarithm of their product, so that halving
     * any head's cross-entropy is worth the same.
     */
    record Geometric() implements LossCombination {
        private static final double SMALLEST = 1e-37;
        private static final double LARGEST = 1e37;

        @Override
        public double slope(int head, DoubleSupplier mean) {
            double value = mean.getAsDouble();
            return value < SMALLEST || value > LARGEST ? 0 : 1 / value;
        }

        @Override
        public double of(List<Double> means) {
            return means.stream()
                    .mapToDouble(mean -> Math.log(Math.min(LARGEST, Math.max(SMALLEST, mean))))
                    .sum();
        }

        @Override
        public String toString() {
            return "geometric";
        }
    }
}
