package io.digitstream.processor.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.processor.CapturedLog;
import io.digitstream.processor.pending.RefusalAwareClients;
import io.digitstream.processor.pending.RefusedWrites;
import io.digitstream.processor.settings.ProcessorSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ResetAwareClientsTest {
    private static final TopicPartition PARTITION = new TopicPartition("images", 3);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void countsOffsetsThatExpiredAndSaysWhich() throws Exception {
        try (CapturedLog log = new CapturedLog(ResetAwareClients.class)) {
            clients().report(new OffsetOutOfRangeException(Map.of(PARTITION, 7L)), beginningAt(12));

            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("WARN images-3: 5 offsets, from 7 to 11, expired before they were read");
        }
        assertThat(expired()).isEqualTo(5);
    }

    @Test
    void stopsAtAnOffsetThatTheTopicNeverHad() throws Exception {
        ResetAwareClients clients = clients();

        assertThatThrownBy(() -> clients.report(new OffsetOutOfRangeException(Map.of(PARTITION, 7L)), beginningAt(0)))
                .isInstanceOf(TopicChangedException.class)
                .hasMessageContainingAll("images-3", "offset 7", "--to-earliest");
        assertThatThrownBy(() ->
                        clients.report(new LogTruncationException(Map.of(PARTITION, 7L), Map.of()), beginningAt(0)))
                .isInstanceOf(TopicChangedException.class);
        assertThat(expired()).isZero();
    }

    @Test
    void countsAnExpiredRangeOnce() throws Exception {
        ResetAwareClients clients = clients();

        clients.report(new OffsetOutOfRangeException(Map.of(PARTITION, 7L)), beginningAt(12));
        clients.report(new OffsetOutOfRangeException(Map.of(PARTITION, 7L)), beginningAt(12));
        clients.report(new OffsetOutOfRangeException(Map.of(PARTITION, 7L)), beginningAt(14));

        assertThat(expired()).isEqualTo(7);
    }

    @Test
    void asksAgainWhereTheBrokerDoesNotTellBeginnings() throws Exception {
        ResetAwareClients clients = clients();
        MockConsumer<byte[], byte[]> consumer = beginningAt(12);
        OffsetOutOfRangeException reason = new OffsetOutOfRangeException(Map.of(PARTITION, 7L));

        consumer.setOffsetsException(new TimeoutException("no answer"));
        assertThat(clients.afterReset(reason, consumer).isEmpty()).isTrue();
        assertThat(expired()).isZero();

        assertThatThrownBy(() -> clients.afterReset(reason, consumer)).isSameAs(reason);
        assertThat(expired()).isEqualTo(5);
    }

    private ResetAwareClients clients() throws Exception {
        return new ResetAwareClients(
                new RefusalAwareClients(new RefusedWrites("recognitions")), ProcessorSettings.read(Map.of()), registry);
    }

    private double expired() {
        return registry.get("digitstream.images.expired").counter().count();
    }

    private static MockConsumer<byte[], byte[]> beginningAt(long offset) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        consumer.updateBeginningOffsets(Map.of(PARTITION, offset));
        return consumer;
    }
}
