package io.digitstream.application.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * A failure of Kafka's clients that people can mend. Immutable.
 *
 * @param line what failed and what to change
 * @param configuration whether nothing but another configuration helps
 */
public record KafkaFailure(String line, boolean configuration) {
    private static final String UNRESOLVED = "No resolvable bootstrap urls";
    private static final String SETTINGS =
            "(in the processor's settings with kafka. before them, elsewhere in the file of" + " --command-config)";

    /** Explains a failure by the exceptions that caused it; empty where they are no client's, or another one's. */
    public static Optional<KafkaFailure> of(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            String text = text(cause);
            if (cause instanceof AuthenticationException) {
                return Optional.of(new KafkaFailure(
                        "The broker refuses the connection: %s; check security.protocol, sasl.* and ssl.* %s"
                                .formatted(detail(cause), SETTINGS),
                        true));
            }
            if (cause instanceof AuthorizationException) {
                return Optional.of(new KafkaFailure(
                        "The broker refuses: %s; docs/security.md lists the rights that each user needs"
                                .formatted(text),
                        false));
            }
            if (text.startsWith(UNRESOLVED)) {
                return Optional.of(new KafkaFailure(
                        "no host of bootstrap.servers is known here: check bootstrap.servers and the name server",
                        false));
            }
            if (cause instanceof ConfigException) {
                return Optional.of(new KafkaFailure(
                        "Kafka's clients do not take a setting: %s %s".formatted(text, SETTINGS), true));
            }
            if (cause instanceof KafkaException && isConstruction(cause)) {
                return Optional.of(new KafkaFailure(
                        "a Kafka client cannot be made: %s; check ssl.* and sasl.* %s"
                                .formatted(detail(cause), SETTINGS),
                        true));
            }
        }
        return Optional.empty();
    }

    /** Returns whether nothing but another configuration helps. */
    public static boolean isConfiguration(Throwable failure) {
        return of(failure).map(KafkaFailure::configuration).orElse(false);
    }

    /** Returns the messages from the innermost exception of Kafka on, outermost first: the one names a file, the next why. */
    static String detail(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause : causes(failure)) {
            if (cause instanceof KafkaException) {
                messages.clear();
            }
            String text = text(cause);
            if (messages.stream().noneMatch(message -> message.contains(text))) {
                messages.add(text);
            }
        }
        return String.join(": ", messages);
    }

    /** Keys, certificates and logins are loaded when a client is made. */
    private static boolean isConstruction(Throwable cause) {
        return cause.getCause() != null
                && (text(cause).startsWith("Failed to create new ")
                        || text(cause).startsWith("Failed to construct "))
                && causes(cause).stream().noneMatch(inner -> inner instanceof ConfigException);
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static String text(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }
}
