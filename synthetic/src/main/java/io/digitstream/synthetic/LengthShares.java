package io.digitstream.synthetic;

import io.digitstream.synthetic.raster.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a drawn number has no digit, one digit, two and so on. Immutable.
 *
 * @param shares at index l the weight of numbers of l digits; the weights are relative, they need not sum to 1
 */
public record LengthShares(List<Double> shares) {
    public LengthShares {
        shares = List.copyOf(shares);
        if (shares.stream().anyMatch(share -> !(share >= 0 && share < Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException("a share is a finite number and at least 0, but they are " + shares);
        }
        if (!(shares.stream().mapToDouble(Double::doubleValue).sum() > 0)) {
            throw new IllegalArgumentException("at least one share has to be above 0, but they are " + shares);
        }
    }

    /**
     * The shares of a general reader: two and three digits are the commonest on houses, four and five in amounts, and
     * no length so rare that a network could do well by never answering it.
     */
    public static LengthShares usual() {
        return new LengthShares(List.of(0.06, 0.12, 0.20, 0.20, 0.16, 0.14, 0.07, 0.05));
    }

    /**
     * The {@linkplain #usual() usual} shares for a network that reads so many digits: each longer number that it reads is as
     * frequent as one of six digits, and some are longer still.
     */
    public static LengthShares upTo(int digits) {
        List<Double> shares = new ArrayList<>(usual().shares());
        double longest = shares.get(shares.size() - 2);
        while (shares.size() < digits + 3) {
            shares.add(shares.size() - 1, longest);
        }
        return new LengthShares(shares);
    }

    public int draw(SeededRandom random) {
        double rest = random.between(
                0, shares.stream().mapToDouble(Double::doubleValue).sum());
        int last = 0;
        for (int length = 0; length < shares.size(); length++) {
            if (shares.get(length) > 0) {
                last = length;
                rest -= shares.get(length);
                if (rest < 0) {
                    return length;
                }
            }
        }
        return last;
    }
}
