package io.digitstream.standalone.receiving;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.schemas.Recognition;
import java.util.List;

/** What a recognition takes to be the most probable number, believed or not. */
public final class BestGuess {
    private BestGuess() {}

    /** That number, with the recognition's confidence. */
    public static Candidate of(Recognition recognition) {
        int length = switch (recognition.getStatus()) {
            case READ, NO_NUMBER -> recognition.getDigits().length();
            case MORE_THAN_FIVE -> Head.MORE_THAN_FIVE;
            case UNCERTAIN ->
                recognition.getDigits().isEmpty()
                        ? noneOrTooMany(recognition.getLengthDistribution())
                        : recognition.getDigits().length();
        };
        return new Candidate(length, recognition.getDigits(), recognition.getConfidence());
    }

    /** Without digits, the best guess is the likelier of these two lengths: the length alone decides each of them. */
    private static int noneOrTooMany(List<Float> lengths) {
        return lengths.get(0) >= lengths.get(Head.MORE_THAN_FIVE) ? 0 : Head.MORE_THAN_FIVE;
    }
}
