package io.digitstream.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When images are due, and what is said of the times that they took. */
final class LatenciesTest {
    @Test
    void aQuantileIsATimeThatWasMeasured() {
        Latencies latencies = new Latencies();
        for (int i = 2_000; i > 0; i--) {
            latencies.add(i);
        }
        assertThat(latencies.count()).isEqualTo(2_000);
        assertThat(latencies.quantile(0)).isEqualTo(1);
        assertThat(latencies.quantile(0.5)).isEqualTo(1_000);
        assertThat(latencies.quantile(0.999)).isEqualTo(1_998);
        latencies.add(0.5);
        assertThat(latencies.quantile(0)).isEqualTo(0.5);
        assertThat(latencies.quantile(1)).isEqualTo(2_000);
    }

    @Test
    void thereIsNoQuantileOfNothing() {
        assertThatThrownBy(() -> new Latencies().quantile(0.5)).hasMessage("nothing was measured");
    }

    @Test
    void imagesAreDueAtRandomTimesOfASteadyRate() {
        OpenLoop loop = new OpenLoop(Connection.to("localhost:9092", Topics.defaults()), 4, List.of(), 10_000, 500);
        double before = 0;
        int close = 0;
        for (int i = 0; i < 10_000; i++) {
            assertThat(loop.dueMillis(i)).isGreaterThanOrEqualTo(before);
            close += loop.dueMillis(i) - before < 1 ? 1 : 0;
            before = loop.dueMillis(i);
        }
        assertThat(before).isCloseTo(20_000, within(600.0));
        // Of independent senders at one each 2 ms, 1 - exp(-1/2) follow within 1 ms.
        assertThat(close / 10_000.0).isCloseTo(0.393, within(0.02));
    }
}
