package io.digitstream.application.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class ConnectionTest {
    /** A port that nothing listens on: it is reserved, and below those that are given out. */
    private static final String NOWHERE = "127.0.0.1:1";

    @Test
    void passesOnWhatKafkasClientsNeed() {
        Connection connection = to(NOWHERE, Map.of("security.protocol", "SSL", "bootstrap.servers", "elsewhere:9092"));
        assertThat(connection.clientProperties())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", NOWHERE);
    }

    @Test
    void saysInTimeThatTheBrokerIsAway() {
        assertThatThrownBy(() -> to(NOWHERE, Map.of()).require("weights"))
                .isInstanceOf(IOException.class)
                .hasMessage("no Kafka broker answers at 127.0.0.1:1 (waited 1 s)");
    }

    @Test
    void saysThatAHostIsUnknown() {
        assertThatThrownBy(() -> to("no-such-host.invalid:9092", Map.of()).require("weights"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot use the Kafka broker at no-such-host.invalid:9092: ");
    }

    @Test
    void saysThatAPropertyIsWrong() {
        assertThatThrownBy(
                        () -> to(NOWHERE, Map.of("security.protocol", "PIGEON")).require("weights"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot use the Kafka broker at 127.0.0.1:1: ")
                .hasMessageContaining("PIGEON");
    }

    @Test
    void saysWhyTheBrokerRefuses() {
        KafkaException failure = new KafkaException(
                "in an error state", new TopicAuthorizationException("Not authorized to access topics: [weights]"));
        assertThat(to(NOWHERE, Map.of()).broken(failure))
                .hasMessage("cannot use the Kafka broker at 127.0.0.1:1: Not authorized to access topics: [weights]")
                .hasCause(failure);
    }

    @Test
    void knowsSilenceBehindOtherFailures() {
        KafkaException failure = new KafkaException(
                "in an error state", new TimeoutException("expired", new IllegalStateException("disconnected")));
        assertThat(to(NOWHERE, Map.of()).broken(failure))
                .hasMessage("no Kafka broker answers at 127.0.0.1:1 (waited 1 s)");
    }

    @Test
    void namesAFailureThatSaysNothing() {
        assertThat(to(NOWHERE, Map.of()).broken(new KafkaException()))
                .hasMessageEndingWith("org.apache.kafka.common.KafkaException");
    }

    @Test
    void needsASecondsPatience() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Connection(NOWHERE, Map.of(), Topics.defaults(), Duration.ofMillis(999)))
                .withMessageContaining("PT0.999S");
    }

    private static Connection to(String address, Map<String, String> properties) {
        return new Connection(address, properties, Topics.defaults(), Duration.ofSeconds(1));
    }
}
