package io.digitstream.processor.batch;

import io.digitstream.recognizer.engine.PlacedReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A batch that the engine is done with: read as a whole, or image by image after the whole had failed. Immutable.
 *
 * @param weightsVersion of the release that read it
 * @param doneAt when it was done
 * @param took how long that took, image by image included
 * @param images in the order of the batch
 */
public record ReadBatch(String weightsVersion, Instant doneAt, Duration took, List<ReadImage> images) {
    public ReadBatch {
        images = List.copyOf(images);
    }

    /**
     * One of its images.
     *
     * @param trace that it belongs to, as in the header {@code traceparent}; empty for none
     * @param waited from when it was handed in until its batch left
     * @param reading what it says, and where; empty if the engine failed on it
     */
    public record ReadImage(String trace, Duration waited, Optional<PlacedReading> reading) {}

    /** Of the images that the engine did not fail on. */
    public List<PlacedReading> readings() {
        return images.stream().flatMap(image -> image.reading().stream()).toList();
    }
}
