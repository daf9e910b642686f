package io.digitstream.processor.topics;

/** A topic is not what committed offsets and pending images refer to. The message says what to do. */
public final class TopicChangedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TopicChangedException(String message) {
        super(message);
    }
}
