package io.digitstream.trainer.gate;

import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Outcome;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What two releases read on the same labelled images, on none of which either was trained. Immutable.
 *
 * @param champion the release at work
 * @param challenger the release that may replace it, on the same images in the same order
 */
public record HeldOut(Evaluation champion, Evaluation challenger) {
    public HeldOut {
        int images = Math.max(champion.outcomes().size(), challenger.outcomes().size());
        for (int i = 0; i < images; i++) {
            String ours = image(champion, i);
            String theirs = image(challenger, i);
            if (!ours.equals(theirs)) {
                throw new IllegalArgumentException(
                        "image %d is %s for the champion and %s for the challenger".formatted(i, ours, theirs));
            }
        }
    }

    private static String image(Evaluation evaluation, int i) {
        if (i >= evaluation.outcomes().size()) {
            return "none";
        }
        Outcome outcome = evaluation.outcomes().get(i);
        return outcome.file() + ", labelled \"" + outcome.label() + "\",";
    }

    public PairedComparison comparison() {
        return new PairedComparison(count(true, true), count(true, false), count(false, true), count(false, false));
    }

    private int count(boolean championRight, boolean challengerRight) {
        return (int) IntStream.range(0, champion.outcomes().size())
                .filter(i -> champion.outcomes().get(i).right() == championRight)
                .filter(i -> challenger.outcomes().get(i).right() == challengerRight)
                .count();
    }

    /** Both taken together, of different images. */
    public HeldOut plus(HeldOut other) {
        return new HeldOut(joined(champion, other.champion), joined(challenger, other.challenger));
    }

    private static Evaluation joined(Evaluation first, Evaluation second) {
        return new Evaluation(Stream.concat(first.outcomes().stream(), second.outcomes().stream())
                .toList());
    }
}
