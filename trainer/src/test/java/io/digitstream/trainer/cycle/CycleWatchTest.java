package io.digitstream.trainer.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.application.endpoint.Endpoint;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CycleWatchTest {
    private final Endpoint endpoint = Endpoint.open("localhost", OptionalInt.empty());
    private final CycleWatch watch = new CycleWatch(endpoint);

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void isReadyAsLongAsKafkaAnswers() {
        assertThat(endpoint.health().ready().troubles()).containsEntry("kafka", "connecting to Kafka");

        watch.waiting(0);
        assertThat(endpoint.health().ready().isWell()).isTrue();

        watch.failed("no Kafka broker answers");
        assertThat(endpoint.health().ready().troubles()).containsEntry("kafka", "no Kafka broker answers");
        assertThat(endpoint.health().live().isWell()).as("it goes on by itself").isTrue();
        assertThat(endpoint.scrape()).contains("digitstream_trainer_failures_total 1.0");
    }

    @Test
    void countsLabelsThatWaitAndCyclesThatEnd() {
        watch.waiting(42);
        watch.decided(Optional.empty());

        assertThat(endpoint.scrape())
                .contains("digitstream_labels_waiting 42.0")
                .contains("digitstream_cycles_total{outcome=\"superseded\"} 1.0")
                .contains("digitstream_cycles_total{outcome=\"published\"} 0.0");
    }
}
