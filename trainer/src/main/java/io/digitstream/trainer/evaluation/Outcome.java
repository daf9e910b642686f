package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingStatus;
import java.util.List;

/**
 * One labelled photo and what was read on it. Immutable.
 *
 * @param file name
 * @param label the right digits
 * @param reading with calibration and threshold applied
 */
public record Outcome(String file, String label, Reading reading) {
    /** Whether the whole number is right; of one that is too long only that. */
    public boolean right() {
        return reading.best().isRight(label);
    }

    /** How sure the reading is, in [0, 1]. */
    public double confidence() {
        return reading.best().probability();
    }

    /** Whether the reading is at least as sure as the release's threshold. */
    public boolean believed() {
        return reading.status() != ReadingStatus.UNCERTAIN;
    }

    static Share right(List<Outcome> outcomes) {
        return new Share((int) outcomes.stream().filter(Outcome::right).count(), outcomes.size());
    }
}
