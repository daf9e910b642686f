package io.digitstream.schemas;

import java.io.Serial;

/** A release that is on the topic {@code weights} and must not be used; the message says why, for people. */
public final class BrokenReleaseException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public BrokenReleaseException(String message) {
        super(message);
    }

    public BrokenReleaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
