package io.digitstream.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How good readings are of photos whose regions were hidden, and how good the places are that were found instead. Immutable.
 *
 * @param evaluation of the readings
 * @param places where each was read, in the same order
 */
public record WholeEvaluation(Evaluation evaluation, List<Place> places) {
    /** Heights of numbers in pixels: a photo belongs to the last that its number is not lower than. */
    public static final List<Integer> HEIGHTS = List.of(0, 16, 24, 32, 48, 96);

    public WholeEvaluation {
        places = List.copyOf(places);
        if (places.size() != evaluation.outcomes().size()) {
            throw new IllegalArgumentException(
                    "%d readings at %d places".formatted(evaluation.outcomes().size(), places.size()));
        }
    }

    /** Numbers that were read where they are. */
    public Share found() {
        return new Share((int) places.stream().filter(Place::isRight).count(), places.size());
    }

    /** By how much the places overlap the true ones on average (IoU), in [0, 1]. */
    public double meanOverlap() {
        return places.stream().mapToDouble(Place::overlap).average().orElse(0);
    }

    /** Photos whose whole number is right, by the true number's height, in the order of {@link #HEIGHTS}. */
    public List<Share> numbersByHeight() {
        return byHeight(evaluation.outcomes().stream().map(Outcome::right).toList());
    }

    /** Photos whose number was found, by its height, in the order of {@link #HEIGHTS}. */
    public List<Share> foundByHeight() {
        return byHeight(places.stream().map(Place::isRight).toList());
    }

    private List<Share> byHeight(List<Boolean> right) {
        int[] part = new int[HEIGHTS.size()];
        int[] whole = new int[HEIGHTS.size()];
        for (int i = 0; i < places.size(); i++) {
            int bin = bin(places.get(i).truth().height());
            whole[bin]++;
            part[bin] += right.get(i) ? 1 : 0;
        }
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < whole.length; i++) {
            shares.add(new Share(part[i], whole[i]));
        }
        return shares;
    }

    private static int bin(double height) {
        int bin = 0;
        while (bin + 1 < HEIGHTS.size() && height >= HEIGHTS.get(bin + 1)) {
            bin++;
        }
        return bin;
    }
}
