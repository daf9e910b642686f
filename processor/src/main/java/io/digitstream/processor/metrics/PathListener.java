package io.digitstream.processor.metrics;

import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.recognizer.sequence.ReadingStatus;
import java.time.Duration;

/** Callbacks for single images in the tasks. Implementations must not block. Any thread may call. */
public interface PathListener {
    /** Without a listener. */
    PathListener NONE = new PathListener() {};

    /** An image came in, of so many bytes. */
    default void tookIn(long bytes) {}

    /** An image was decoded, cropped and reduced, in so many nanoseconds. */
    default void decoded(long nanos) {}

    /**
     * An image's reading was forwarded.
     *
     * @param sinceIn how long after the image came in
     * @param sinceRead how long after its batch was read
     */
    default void recognized(ReadingStatus status, Duration sinceIn, Duration sinceRead) {}

    /** An image was forwarded as rejected. */
    default void rejected(RejectionReason reason) {}

    /** So many images of a task are between intake and result now. */
    default void pending(String task, int images) {}

    /** A task has ended here. */
    default void ended(String task) {}
}
