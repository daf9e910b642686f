package io.digitstream.recognizer.sequence;

import io.digitstream.recognizer.network.Head;
import java.util.Random;

/** Scores as a network might give them. */
public final class RandomScores {
    private RandomScores() {}

    /** @param sharpness of the logits: near 0 all is as likely, at 10 most is decided */
    public static Scores of(Random random, double sharpness) {
        float[][] heads = new float[Head.of(5).size()][];
        for (int head = 0; head < heads.length; head++) {
            heads[head] = softmax(random, sharpness, Head.of(5).get(head).classes());
        }
        return new Scores(heads);
    }

    private static float[] softmax(Random random, double sharpness, int classes) {
        double[] powers = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            powers[i] = Math.exp(sharpness * random.nextGaussian());
            sum += powers[i];
        }
        float[] probabilities = new float[classes];
        for (int i = 0; i < classes; i++) {
            probabilities[i] = (float) (powers[i] / sum);
        }
        return probabilities;
    }

    /** A head that is certain of one class. */
    public static float[] certain(int classes, int of) {
        float[] probabilities = new float[classes];
        probabilities[of] = 1;
        return probabilities;
    }

    /** Certain of a number of up to five digits. */
    public static Scores certain(String number) {
        float[][] heads = new float[Head.of(5).size()][];
        heads[0] = certain(Head.lengths(5), number.length());
        for (int i = 0; i < 5; i++) {
            heads[1 + i] = certain(Head.DIGITS, i < number.length() ? number.charAt(i) - '0' : Head.NO_DIGIT);
        }
        return new Scores(heads);
    }

    /** Of a number of up to five digits, if there is any; with the probability that remains there is none. */
    public static Scores likely(String number, float probability) {
        Scores certain = certain(number);
        float[][] heads = new float[Head.of(5).size()][];
        for (int head = 0; head < heads.length; head++) {
            heads[head] = certain.head(head);
        }
        heads[0][number.length()] = probability;
        heads[0][0] += 1 - probability;
        return new Scores(heads);
    }
}
