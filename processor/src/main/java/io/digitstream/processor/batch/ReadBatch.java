package io.digitstream.processor.batch;

import io.digitstream.recognizer.engine.PlacedReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A batch that was read. Immutable.
 *
 * @param weightsVersion of the release that read it
 * @param doneAt when it was read
 * @param took how long that took
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
     * @param reading what it says, and where
     */
    public record ReadImage(String trace, Duration waited, PlacedReading reading) {}

    public List<PlacedReading> readings() {
        return images.stream().map(ReadImage::reading).toList();
    }
}
