package io.digitstream.standalone.page.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.schemas.LabeledImage;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.page.feed.Sight;
import io.digitstream.standalone.page.feed.SomeSights;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorrectionsTest {
    private static final Connection CONNECTION = Connection.to("kafka:9092", Topics.defaults());
    private static final Region SENT = new Region(1, 2, 30, 40);
    private static final Region FOUND = new Region(5, 6, 70, 80);
    private static final Instant NOW = Instant.ofEpochSecond(1_000);

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final Corrections corrections = new Corrections(new Outbox(CONNECTION, producer), CONNECTION, () -> NOW);

    @Test
    void writesDownWhatAPersonSees() throws Exception {
        corrections.write(sight(SENT, null), "0417");

        ProducerRecord<String, byte[]> record = producer.history().get(0);
        assertThat(record.topic()).isEqualTo("labeled-images");
        assertThat(record.key()).isEqualTo("door-1");
        LabeledImage labeled = WireFormat.LABELED_IMAGE.decode(record.value());
        assertThat(labeled.getLabel()).isEqualTo("0417");
        assertThat(labeled.getRegion()).isEqualTo(SENT);
        assertThat(labeled.getLabeledAt()).isEqualTo(NOW);
        assertThat(labeled.getLabeledBy()).isEqualTo("page");
        assertThat(labeled.getSource()).isEqualTo("camera-7");
        assertThat(labeled.getCapturedAt()).isEqualTo(Instant.ofEpochSecond(7));
        assertThat(labeled.getImage().remaining()).isEqualTo(3);
    }

    /** Where the processor looked may be what is wrong. */
    @Test
    void doesNotTeachThePlaceThatWasFound() throws Exception {
        corrections.write(sight(null, FOUND), "12");
        assertThat(written().getRegion()).isNull();
    }

    @Test
    void whereThereIsNoNumberThereIsNoPlace() throws Exception {
        corrections.write(sight(SENT, null), "");
        assertThat(written().getLabel()).isEmpty();
        assertThat(written().getRegion()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12a", " 12", "-1", "1.5", "١٢", "123456789012345678901"})
    void takesDigitsAlone(String label) {
        assertThatThrownBy(() -> corrections.write(sight(null, null), label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A number is up to 20 digits, and nothing else.");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void saysThatTheBrokerDidNotTakeIt() {
        producer.sendException = new TimeoutException("not in 8 s");
        assertThatThrownBy(() -> corrections.write(sight(null, null), "1"))
                .isInstanceOf(ConnectionException.class)
                .hasMessageStartingWith("no Kafka broker answers at kafka:9092");
    }

    private LabeledImage written() {
        return WireFormat.LABELED_IMAGE.decode(producer.history().get(0).value());
    }

    private static Sight sight(@Nullable Region sent, @Nullable Region found) {
        return SomeSights.of(
                1,
                SomeSights.image(new byte[3], sent),
                SomeSights.recognition(ReadingStatus.UNCERTAIN, 0.5, Instant.EPOCH, found));
    }
}
