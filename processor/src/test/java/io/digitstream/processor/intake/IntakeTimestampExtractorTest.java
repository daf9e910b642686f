package io.digitstream.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTimestampExtractorTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1_000, Long.MAX_VALUE})
    void givesTheTimeOfIntakeAndKeepsTheRecordsOwn(long timestamp) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(IntakeTimestampExtractor.HEADER, new byte[] {'7'});
        ConsumerRecord<Object, Object> record = new ConsumerRecord<>(
                "images", 0, 0, timestamp, TimestampType.CREATE_TIME, 0, 0, "", "", headers, Optional.empty());

        long time = new IntakeTimestampExtractor(InstantSource.fixed(NOW)).extract(record, -1);

        assertThat(time).isEqualTo(NOW.toEpochMilli());
        Record<String, String> image = new Record<>("", "", time, headers);
        assertThat(IntakeTimestampExtractor.takeTimestamp(image)).isEqualTo(timestamp);
        assertThat(image.headers()).as("the header is no part of the image").isEmpty();
    }
}
