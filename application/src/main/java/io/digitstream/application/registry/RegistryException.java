package io.digitstream.application.registry;

import java.io.Serial;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry is away or refuses: nothing is known about the value that it was asked for, which may well be a good
 * one. The message is one line for people.
 */
public final class RegistryException extends KafkaException {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean away;

    private RegistryException(String message, @Nullable Throwable cause, boolean away) {
        super(message, cause);
        this.away = away;
    }

    /** The registry has answered, but not with what it was asked for. */
    static RegistryException refused(String message) {
        return new RegistryException(message, null, false);
    }

    /** The registry has not answered. */
    static RegistryException away(String message, Throwable cause) {
        return new RegistryException(message, cause, true);
    }

    /** Whether the same may work when the registry is back. */
    public boolean isAway() {
        return away;
    }
}
