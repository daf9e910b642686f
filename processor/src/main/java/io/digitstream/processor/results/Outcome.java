package io.digitstream.processor.results;

import io.digitstream.processor.batch.Inference;
import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.recognizer.image.ImageRejectedException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of one image: exactly one of these. */
public sealed interface Outcome {
    /** The record the image came as. */
    IncomingImage image();

    /**
     * The image was read.
     *
     * @param capturedAt when the photo was taken, if the producer said so
     */
    record Recognized(
            IncomingImage image,
            Inference.Read inference,
            @Nullable Instant capturedAt) implements Outcome {}

    /**
     * The image was not read.
     *
     * @param at when that was found
     */
    record Rejected(IncomingImage image, ImageRejectedException cause, Instant at) implements Outcome {
        /** Returns the same rejection of a reduced image. */
        Rejected of(IncomingImage reduced) {
            return new Rejected(reduced, cause, at);
        }
    }
}
