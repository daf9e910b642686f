package io.digitstream.processor.batch;

import java.io.Serial;

/** The engine fails on every image, so that the fault is its own: the process must end, and its images be read elsewhere. */
public final class EngineFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    EngineFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
