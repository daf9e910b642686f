package io.digitstream.trainer.search;

import java.util.ArrayList;
import java.util.List;

/**
 * That a number stands at a place of a photo. Immutable.
 *
 * @param digits one to five
 * @param box around all of them
 */
record Claim(String digits, Box box) {
    /** How far a crop reaches beyond the first and the last digit, in widths of a digit. */
    private static final double[] REACHES = {-0.1, 0.2, 0.6};

    private static final double TALLER = 1.25;

    /** A look tells where the number is if its box overlaps the claim's by this much. */
    private static final double NEAR = 0.4;

    /** Power of a look's probability by which it counts. */
    private static final double SHARPNESS = 4;

    /**
     * Boxes in which the same number is read if the claim is right. Those that reach further to a side show what is left of
     * a digit that the claim's box cuts off: of "127" taken for "12", they read "127".
     */
    List<Box> neighbours() {
        double digit = box.width() / digits.length();
        List<Box> neighbours = new ArrayList<>();
        for (double left : REACHES) {
            for (double right : REACHES) {
                double height = box.height() * (neighbours.size() % 2 == 0 ? 1 : TALLER);
                neighbours.add(new Box(
                        box.left() - left * digit,
                        box.middleY() - height / 2,
                        box.width() + (left + right) * digit,
                        height));
            }
        }
        return neighbours;
    }

    /** How probable the number is in what was looked at, on average, in [0, 1]. */
    double support(List<Look> looks) {
        return looks.stream()
                .mapToDouble(look -> look.probability(digits))
                .average()
                .orElse(0);
    }

    /**
     * The same number where the looks that overlap read it, each weighted by how surely it does.
     *
     * @param looks anywhere in the photo
     */
    Claim settled(List<Look> looks) {
        double left = 0;
        double top = 0;
        double right = 0;
        double bottom = 0;
        double sum = 0;
        for (Look look : looks) {
            if (look.box().overlap(box) >= NEAR) {
                double weight = Math.pow(look.probability(digits), SHARPNESS);
                left += weight * look.box().left();
                top += weight * look.box().top();
                right += weight * look.box().right();
                bottom += weight * look.box().bottom();
                sum += weight;
            }
        }
        return sum == 0
                ? this
                : new Claim(digits, new Box(left / sum, top / sum, (right - left) / sum, (bottom - top) / sum));
    }
}
