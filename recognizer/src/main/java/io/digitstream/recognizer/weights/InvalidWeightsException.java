package io.digitstream.recognizer.weights;

import java.io.Serial;

/** A weights file that must not fill a network; the message says which check failed. */
public final class InvalidWeightsException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public InvalidWeightsException(String message) {
        super(message);
    }

    public InvalidWeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
