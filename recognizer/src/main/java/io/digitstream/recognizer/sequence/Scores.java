package io.digitstream.recognizer.sequence;

import io.digitstream.recognizer.network.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the network says of one image: a probability for each class of each head, each head's adding up to 1. Immutable.
 */
public final class Scores {
    private final float[][] heads;

    /**
     * @param heads probabilities, a row a head: the length, then the digits from left to right; not copied, so not to be written to again
     * @throws IllegalArgumentException if a row is missing, has the wrong length, or holds what is no probability: a network
     *     whose weights are finite can still give NaN, which compares as larger than any number
     */
    public Scores(float[][] heads) {
        if (heads.length < 2) {
            throw new IllegalArgumentException(
                    "expected scores of the length and of digits, not of " + heads.length + " heads");
        }
        List<Head> expected = Head.of(heads.length - 1);
        for (int i = 0; i < heads.length; i++) {
            Head head = expected.get(i);
            if (heads[i].length != head.classes()) {
                throw new IllegalArgumentException(
                        head.name() + " has " + head.classes() + " classes, not " + heads[i].length);
            }
            for (float probability : heads[i]) {
                if (!Float.isFinite(probability) || probability < 0) {
                    throw new IllegalArgumentException(head.name() + " gives a class the probability " + probability);
                }
            }
        }
        this.heads = heads;
    }

    /**
     * What the network says of each image of a batch.
     *
     * @param heads probabilities: the length, then the digits from left to right, each [images, classes], row-major
     */
    public static List<Scores> each(float[][] heads, int images) {
        List<Scores> scores = new ArrayList<>(images);
        for (int image = 0; image < images; image++) {
            float[][] ofImage = new float[heads.length][];
            for (int head = 0; head < heads.length; head++) {
                int classes = heads[head].length / images;
                ofImage[head] = Arrays.copyOfRange(heads[head], image * classes, (image + 1) * classes);
            }
            scores.add(new Scores(ofImage));
        }
        return scores;
    }

    /** Digits of the longest number that is read. */
    public int digits() {
        return heads.length - 1;
    }

    /** Probabilities of a head, 0 for the length, 1 for the first digit and so on; a copy. */
    public float[] head(int head) {
        return heads[head].clone();
    }

    /** Probability that the number has this many digits; {@link #digits()} and one for more than are read. */
    public float length(int length) {
        return heads[0][length];
    }

    /** Probability that this digit (or {@link Head#NO_DIGIT}) stands at a position, counted from 0. */
    public float digit(int position, int digit) {
        return heads[1 + position][digit];
    }

    /**
     * The same scores of an image that may not show what was scored: with the probability that remains, it shows no number.
     *
     * @param presence probability that it shows it, in [0, 1]
     */
    public Scores ifPresent(double presence) {
        float[][] mixed = heads.clone();
        mixed[0] = heads[0].clone();
        for (int length = 0; length < mixed[0].length; length++) {
            mixed[0][length] = (float) (presence * mixed[0][length] + (length == 0 ? 1 - presence : 0));
        }
        return new Scores(mixed);
    }

    /**
     * What a network that reads no more than so many digits would say: longer numbers are too long.
     *
     * @param most digits, at least 1
     */
    public Scores limitedTo(int most) {
        if (most >= digits()) {
            return this;
        }
        float[][] limited = Arrays.copyOf(heads, 1 + most);
        limited[0] = Arrays.copyOf(heads[0], Head.lengths(most));
        for (int length = Head.tooLong(most) + 1; length < heads[0].length; length++) {
            limited[0][Head.tooLong(most)] += heads[0][length];
        }
        return new Scores(limited);
    }

    /** Probabilities of the ten digits at a position, counted from 0, if any digit stands there; even where none can. */
    double[] digitsIfAny(int position) {
        double any = 0;
        for (int digit = 0; digit < Head.NO_DIGIT; digit++) {
            any += digit(position, digit);
        }
        double[] digits = new double[Head.NO_DIGIT];
        for (int digit = 0; digit < digits.length; digit++) {
            digits[digit] = any > 0 ? digit(position, digit) / any : 0.1;
        }
        return digits;
    }
}
