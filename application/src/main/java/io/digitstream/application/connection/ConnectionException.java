package io.digitstream.application.connection;

import java.io.IOException;
import java.io.Serial;

/** The system cannot be reached, or has stopped answering; the message is one line for people. */
public final class ConnectionException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    ConnectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
