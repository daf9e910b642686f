package io.digitstream.application.registry;

import java.io.Serial;
import org.apache.kafka.common.KafkaException;

/**
 * The schema registry is away or refuses: nothing is known about the value that it was asked for, which may well be a good
 * one. The message is one line for people.
 */
public final class RegistryException extends KafkaException {
    @Serial
    private static final long serialVersionUID = 1;

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
