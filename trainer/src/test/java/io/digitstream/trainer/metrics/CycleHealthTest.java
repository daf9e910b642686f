package io.digitstream.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.application.endpoint.Health;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CycleHealthTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = Instant.EPOCH;
    private final CycleHealth health = new CycleHealth(() -> now, new CycleMetrics(registry));
    private final Health asked = new Health();

    @BeforeEach
    void watch() {
        health.watch(asked);
    }

    @Test
    void isReadyWhileItFollowsItsTopics() {
        assertThat(asked.live().isWell()).isTrue();
        assertThat(asked.ready().json()).contains("\"kafka\":\"connecting to Kafka\"");

        health.connected();
        assertThat(asked.ready().isWell()).isTrue();

        health.disconnected("no Kafka broker answers");
        assertThat(asked.ready().json()).contains("\"kafka\":\"no Kafka broker answers\"");
        assertThat(asked.live().isWell()).isTrue();
    }

    @Test
    void isAliveAsLongAsItGivesSigns() {
        now = now.plus(CycleHealth.SILENCE).minusSeconds(1);
        health.trained(64, 1, 2);
        now = now.plus(Duration.ofMinutes(29));
        assertThat(asked.live().isWell()).isTrue();

        now = now.plus(Duration.ofMinutes(1));
        assertThat(asked.live().json()).contains("no sign of life for 30 minutes");

        health.looked(0);
        assertThat(asked.live().isWell()).isTrue();
    }

    @Test
    void passesOnWhatItHears() {
        health.ended(Optional.empty());
        health.failed();
        health.disconnected("no Kafka broker answers");
        health.trained(64, 1, 2);

        assertThat(registry.get("digitstream.trainer.images").counter().count()).isEqualTo(64);
        assertThat(registry.get("digitstream.trainer.failures").counter().count())
                .isEqualTo(1);
        assertThat(registry.get("digitstream.trainer.cycles")
                        .tag("outcome", "failed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
