package io.digitstream.standalone.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.recognizer.network.Head;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is on the topics of results, the ledger goes on, or says that it does not. */
final class LedgerTest {
    private static final TopicPartition RECOGNITIONS = new TopicPartition("recognitions", 0);
    private static final TopicPartition REJECTED = new TopicPartition("rejected-images", 0);

    private final Accounts accounts = new Accounts(1, 10);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private long offset;

    LedgerTest() {
        consumer.assign(List.of(RECOGNITIONS, REJECTED));
        consumer.updateBeginningOffsets(Map.of(RECOGNITIONS, 0L, REJECTED, 0L));
    }

    @Test
    void entersEachBadRecordAsWrongAndGoesOn() {
        byte[] key = accounts.send(0, false).key();
        byte[] value = recognition();
        consumer.schedulePollTask(() -> {
            add(null, value);
            add(new byte[] {1, 2, 3}, value);
            add(new byte[4], value);
            add(new byte[9], value);
            add(new SentImage(0, -1).key(), value);
            add(new SentImage(Integer.MAX_VALUE, 0).key(), value);
            add(new SentImage(0, Integer.MAX_VALUE).key(), value);
            add(key, null);
            add(key, new byte[0]);
            add(key, new byte[] {1, 2, 3});
            add(key, Arrays.copyOf(value, value.length / 2));
            add(key, value);
        });
        try (Ledger ledger = new Ledger(accounts, REJECTED.topic(), consumer)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> accounts.results() == 1);
            ledger.requireSound();
        }
        assertThat(accounts.balance()).isEqualTo(new Balance(1, 0, 0, 0, 11));
        assertThat(accounts.findings())
                .hasSize(11)
                .startsWith("wrong: recognitions-0@0 is no result of an image: it has no key")
                .allMatch(line -> line.startsWith("wrong: recognitions-0@"));
    }

    @Test
    void entersRejections() {
        SentImage image = accounts.send(0, true);
        consumer.schedulePollTask(() -> {
            var rejected = new ConsumerRecord<byte[], byte[]>(REJECTED.topic(), 0, 0, image.key(), null);
            new ImagePosition("images", 0, 0).writeTo(rejected.headers());
            consumer.addRecord(rejected);
        });
        try (Ledger ledger = new Ledger(accounts, REJECTED.topic(), consumer)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> accounts.results() == 1);
            ledger.requireSound();
        }
        assertThat(accounts.balance()).isEqualTo(new Balance(1, 0, 0, 0, 0));
    }

    @Test
    void saysWhyItDoesNotGoOn() {
        consumer.schedulePollTask(() -> {
            throw new KafkaException("the log is damaged");
        });
        try (Ledger ledger = new Ledger(accounts, REJECTED.topic(), consumer)) {
            await().atMost(Duration.ofMinutes(2)).until(consumer::closed);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThatThrownBy(ledger::requireSound)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("the log is damaged"));
        }
    }

    private void add(byte @Nullable [] key, byte @Nullable [] value) {
        var record = new ConsumerRecord<>(RECOGNITIONS.topic(), 0, offset++, key, value);
        new ImagePosition("images", 0, 0).writeTo(record.headers());
        consumer.addRecord(record);
    }

    private static byte[] recognition() {
        List<Float> none = Collections.nCopies(Head.DIGITS, 0f);
        return WireFormat.RECOGNITION.encode(Recognition.newBuilder()
                .setStatus(ReadingStatus.READ)
                .setDigits("12")
                .setConfidence(0.5)
                .setLengthDistribution(Collections.nCopies(Head.lengths(5), 0f))
                .setDigitDistributions(Collections.nCopies(5, none))
                .setWeightsVersion("v7")
                .setTakenInAt(Instant.EPOCH)
                .setInferredAt(Instant.EPOCH)
                .build());
    }
}
