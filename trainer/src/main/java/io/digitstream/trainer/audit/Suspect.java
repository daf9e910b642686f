package io.digitstream.trainer.audit;

import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.trainer.photos.LabeledPhoto;
import java.util.Comparator;

/**
 * A labelled photo and what a network reads in it that was not trained on it. Immutable.
 *
 * @param photo with its label
 * @param labelProbability of the label, in [0, 1]
 * @param reading the most probable number
 */
public record Suspect(LabeledPhoto photo, double labelProbability, Candidate reading) {
    /** By {@link #margin()}, the most suspicious first. */
    public static final Comparator<Suspect> MOST_SUSPICIOUS_FIRST =
            Comparator.comparingDouble(Suspect::margin).reversed();

    /**
     * How much more probable the reading is than the label: near 1 where the network is sure of another number, 0 where it
     * reads the label. A photo that cannot be read has a small margin, whatever its label.
     */
    public double margin() {
        return reading.isRight(photo.label()) ? 0 : reading.probability() - labelProbability;
    }
}
