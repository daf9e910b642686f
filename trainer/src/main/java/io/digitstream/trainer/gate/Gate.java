package io.digitstream.trainer.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides whether a challenger may replace the champion. Immutable.
 *
 * <p>It may if there are {@linkplain GateRules#leastImages() enough} held-out images; if on all of them together it reaches
 * the floors of accuracy, calibration and accuracy at each length, except where it is better than a champion that misses
 * the floor as well, since holding it back would lock in what is worse; if on the old test it is, with 95 % confidence, worse
 * by no more than the {@linkplain GateRules#margin() margin}; and if on all images together it is better, beyond what
 * {@linkplain GateRules#significance() chance} explains.
 *
 * @param rules how much of each it takes
 */
public record Gate(GateRules rules) {
    /**
     * Compares and decides. No image may be in both tests; either may be empty.
     *
     * @param oldTest of images such as the champion was made for
     * @param newTest of images held out of those that the challenger was made for
     */
    public Decision decide(HeldOut oldTest, HeldOut newTest) {
        HeldOut together = oldTest.plus(newTest);
        Figure old = new Figure("the old test", oldTest.comparison());
        Figure fresh = new Figure("the new test", newTest.comparison());
        Figure all = new Figure("everything held out", together.comparison());
        List<Figure> figures =
                Stream.of(old, fresh, all).filter(figure -> figure.images() > 0).toList();
        if (figures.isEmpty()) {
            return new Decision.Hold(figures, "held: no image was held out to compare on");
        }
        List<String> obstacles = obstacles(old, all, together);
        boolean better = all.comparison().pValue() <= rules.significance();
        if (better && obstacles.isEmpty()) {
            return new Decision.Publish(figures, "published: " + verdict("better", all) + kept(old));
        }
        obstacles.add(better ? "yet " + verdict("better", all) : verdict("not shown to be better", all));
        return new Decision.Hold(figures, "held: " + String.join("; ", obstacles));
    }

    private List<String> obstacles(Figure old, Figure all, HeldOut together) {
        List<String> obstacles = new ArrayList<>();
        if (all.images() < rules.leastImages()) {
            obstacles.add(Figure.text("only %,d images held out, fewer than %,d", all.images(), rules.leastImages()));
        }
        obstacles.addAll(new Floors(rules).missed(together));
        if (old.images() > 0 && old.comparison().least() < -rules.margin()) {
            obstacles.add(old + Figure.text(", more than %.1f points worse cannot be ruled out", 100 * rules.margin()));
        }
        return obstacles;
    }

    private String verdict(String word, Figure all) {
        double p = all.comparison().pValue();
        String found = p < 1e-4 ? "p < 0.0001" : Figure.text("p = %.4f", p);
        return "%s, %s (McNemar's exact test: %s, at most %s is asked for)"
                .formatted(all, word, found, rules.significance());
    }

    private String kept(Figure old) {
        return old.images() == 0
                ? ""
                : "; " + old + Figure.text(", not more than %.1f points worse", 100 * rules.margin());
    }
}
