package io.digitstream.trainer.evaluation;

/**
 * So many of so many. Immutable.
 *
 * @param part at most {@code whole}
 * @param whole at least 0
 */
public record Share(int part, int whole) {
    /** Standard deviations on either side of the middle that hold 95 % of a normal distribution. */
    private static final double Z = 1.959964;

    public Share {
        if (part < 0 || part > whole) {
            throw new IllegalArgumentException("not a share: " + part + " of " + whole);
        }
    }

    /** In [0, 1]; 0 of nothing. */
    public double value() {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /**
     * Lower end of the 95 % interval of Wilson (1927), "Probable inference, the law of succession, and statistical
     * inference", in [0, 1]: what the share may be among all photos, of which these are a sample.
     */
    public double low() {
        return Math.max(0, middle() - reach());
    }

    /** Upper end of the interval that begins at {@link #low()}, in [0, 1]. */
    public double high() {
        return Math.min(1, middle() + reach());
    }

    private double middle() {
        return whole == 0 ? 0.5 : (part + Z * Z / 2) / (whole + Z * Z);
    }

    private double reach() {
        return whole == 0 ? 0.5 : Z * Math.sqrt(value() * (1 - value()) * whole + Z * Z / 4) / (whole + Z * Z);
    }

    /** Both taken together. */
    public Share plus(Share other) {
        return new Share(part + other.part, whole + other.whole);
    }
}
