package io.digitstream.application.registry;

import java.io.Serial;

/** Under an id stands no schema that helps; the message says what stands there instead. */
final class NoSchemaException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    NoSchemaException(String message) {
        super(message);
    }
}
