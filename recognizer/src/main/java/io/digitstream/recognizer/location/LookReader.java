package io.digitstream.recognizer.location;

import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides what a photo says that was looked at several times: the look at which a number is most probable wins. A look at the
 * whole photo counts only if it reads a number. Immutable and thread-safe.
 *
 * @param reader from the scores of one look to a reading, with the calibration and threshold of looks
 */
public record LookReader(SequenceReader reader) {
    /**
     * What was decided.
     *
     * @param look that won, by its place among the looks
     * @param reading of the photo
     */
    public record Decision(int look, Reading reading) {}

    /**
     * Decides.
     *
     * @param looks at one photo, at least one of a place
     * @param scores raw, of each look
     */
    public Decision decide(List<Look> looks, List<Scores> scores) {
        Decision best = null;
        for (int i = 0; i < looks.size(); i++) {
            Reading reading = reader.read(scores.get(i), looks.get(i).presence());
            // That a whole photo shows no number says less than the places do.
            boolean says = !looks.get(i).wholePhoto() || reading.best().length() > 0;
            if (says && (best == null || number(reading) > number(best.reading()))) {
                best = new Decision(i, reading);
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("a photo is looked at once at least");
        }
        return best;
    }

    /** Probability of the most probable number; that there is none is not a number, and says nothing of other looks. */
    private static double number(Reading reading) {
        return Stream.concat(Stream.of(reading.best()), reading.alternatives().stream())
                .filter(candidate -> candidate.length() > 0)
                .mapToDouble(Candidate::probability)
                .max()
                .orElse(0);
    }
}
