package io.digitstream.standalone.receiving;

import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.ReadingStatus;
import org.jspecify.annotations.Nullable;

/** What became of one image: exactly one of these. */
public sealed interface Result {
    Arrival arrival();

    /** How it ended, in capitals. */
    String status();

    /**
     * Whether the result is this number.
     *
     * @param label digits; of more than are read it is right to know only that
     */
    boolean isRight(String label);

    /**
     * The image was read.
     *
     * @param reading whether the best guess is believed
     * @param best that guess
     * @param weights version of the release that read it
     * @param region where the number was read; null if nothing was found that could be one, or the record does not say
     * @param located whether the processor found the region itself; false if it came with the image, or there is none
     */
    record Recognized(
            Arrival arrival,
            ReadingStatus reading,
            Candidate best,
            String weights,
            @Nullable Region region,
            boolean located)
            implements Result {
        @Override
        public String status() {
            return reading.name();
        }

        @Override
        public boolean isRight(String label) {
            return best.isRight(label);
        }
    }

    /**
     * The image was not read.
     *
     * @param reason one word in capitals
     * @param message the same for people
     */
    record Rejected(Arrival arrival, String reason, String message) implements Result {
        @Override
        public String status() {
            return "REJECTED";
        }

        @Override
        public boolean isRight(String label) {
            return false;
        }
    }
}
