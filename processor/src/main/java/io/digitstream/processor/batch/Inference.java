package io.digitstream.processor.batch;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.image.ImageRejectedException;
import java.time.Instant;

/** How the inference of one image ended. */
public sealed interface Inference {
    /**
     * The image was read.
     *
     * @param reading what it says, and where
     * @param weightsVersion of the release that read it
     * @param at when its batch was done
     */
    record Read(PlacedReading reading, String weightsVersion, Instant at) implements Inference {}

    /**
     * The image cannot be read, for a reason that lies in the image.
     *
     * @param cause with reason and message
     * @param at when that was found
     */
    record Rejected(ImageRejectedException cause, Instant at) implements Inference {}
}
