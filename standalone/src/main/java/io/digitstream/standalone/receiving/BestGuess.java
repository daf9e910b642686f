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
            case MORE_THAN_FIVE, TOO_LONG -> tooLong(recognition);
            case UNCERTAIN ->
                recognition.getDigits().isEmpty()
                        ? noneOrTooLong(recognition)
                        : recognition.getDigits().length();
        };
        return new Candidate(length, recognition.getDigits(), recognition.getConfidence());
    }

    /** Without digits, the best guess is the likelier of these two lengths: the length alone decides each of them. */
    private static int noneOrTooLong(Recognition recognition) {
        List<Float> lengths = recognition.getLengthDistribution();
        return lengths.get(0) >= lengths.get(lengths.size() - 1) ? 0 : tooLong(recognition);
    }

    private static int tooLong(Recognition recognition) {
        return Head.tooLong(recognition.getDigitDistributions().size());
    }
}
