package io.digitstream.trainer.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReleasePublisherTest {
    private static final Connection CONNECTION =
            new Connection("kafka:9092", Map.of(), Topics.defaults(), Duration.ofSeconds(30));
    private static final OutgoingRelease RELEASE = OutgoingRelease.of(SomeReleases.release(1, Map.of()), Instant.EPOCH);
    private static final TrainingReport HELD = SomeReleases.report(ReportKind.HELD, "x");
    private static final Publication SMALL = Publication.reportOnly(HELD);

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final ReleasePublisher publisher = ReleasePublisher.open(CONNECTION, "trainer-1", producer);

    ReleasePublisherTest() throws IOException {}

    @Test
    void writesAReleaseInItsOrderAndTheReportLast() throws IOException {
        TrainingReport report = SomeReleases.report(ReportKind.PUBLISHED, RELEASE.version());
        Publication publication = Publication.release(RELEASE, SomeReleases.index("a"), 1, report);

        publisher.commit(publication);

        List<String> expected = new ArrayList<>(publication.coming().keySet());
        expected.addAll(List.of("release/a", "chunk/a/00000", "chunk/a/00001", RELEASE.version()));
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactlyElementsOf(expected);
        assertThat(producer.history())
                .filteredOn(record -> record.topic().equals("weights"))
                .hasSize(expected.size() - 1)
                .allSatisfy(record -> assertThat(record.partition()).isZero())
                .allSatisfy(record -> assertThat(record.value()).isEqualTo(encoded(publication, record.key())));
        ProducerRecord<String, byte[]> last = producer.history().get(expected.size() - 1);
        assertThat(last.topic()).isEqualTo("training-reports");
        assertThat(WireFormat.TRAINING_REPORT.decode(last.value())).isEqualTo(report);
    }

    @Test
    void putsAnotherReleaseInForce() throws IOException {
        publisher.commit(
                Publication.inForce(new CurrentRelease("a", true), SomeReleases.report(ReportKind.PUT_IN_FORCE, "a")));

        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("current", "a");
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void movesOnInWhatWasReadInTheSameTransaction() throws IOException {
        TopicPartition labels = new TopicPartition("labeled-images", 0);
        Map<TopicPartition, OffsetAndMetadata> offsets = Map.of(labels, new OffsetAndMetadata(42));

        publisher.commit(SMALL, new Progress(offsets, group()));

        assertThat(producer.consumerGroupOffsetsHistory()).containsExactly(Map.of(group().groupId(), offsets));
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("x");
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void withoutProgressNoOffsetMoves() throws IOException {
        publisher.commit(SMALL);
        publisher.commit(SMALL);

        assertThat(producer.sentOffsets()).isFalse();
        assertThat(producer.commitCount()).isEqualTo(2);
    }

    @Test
    void takesBackWhatItCouldNotWrite() {
        producer.sendException = new KafkaException("cannot", new RecordTooLargeException("over 1 MiB"));

        assertThatThrownBy(() -> publisher.commit(SMALL))
                .isExactlyInstanceOf(ConnectionException.class)
                .hasMessage("cannot use the Kafka broker at kafka:9092: over 1 MiB");
        assertThat(producer.transactionAborted()).isTrue();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void takesBackWhatItHasWrittenIfTheOffsetsAreRefused() {
        producer.sendOffsetsToTransactionException = new KafkaException("not in this group");

        assertThatThrownBy(() -> publisher.commit(SMALL, new Progress(Map.of(), group())))
                .isExactlyInstanceOf(ConnectionException.class)
                .hasMessageEndingWith("not in this group");
        assertThat(producer.transactionAborted()).isTrue();
        assertThat(producer.uncommittedRecords()).isEmpty();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void takesBackWhatTheBrokerDidNotConfirm() {
        producer.flushException = new TimeoutException("expired");

        assertThatThrownBy(() -> publisher.commit(SMALL))
                .hasMessage("no Kafka broker answers at kafka:9092 (waited 30 s)");
        assertThat(producer.commitCount()).isZero();
    }

    @Test
    void takesBackWhatTheBrokerRefusesToCommit() {
        producer.commitTransactionException = new KafkaException("in an error state");

        assertThatThrownBy(() -> publisher.commit(SMALL)).hasMessageEndingWith("in an error state");
        assertThat(producer.transactionAborted()).isTrue();
    }

    @Test
    void canTryAgainAfterAFailure() throws IOException {
        producer.sendException = new KafkaException("cannot");
        assertThatThrownBy(() -> publisher.commit(SMALL)).isInstanceOf(IOException.class);
        producer.sendException = null;

        publisher.commit(SMALL);

        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void doesNotClaimToKnowWhatBecameOfACommitWithoutAnAnswer() {
        producer.commitTransactionException = new TimeoutException("awaiting commitTransaction");

        assertThatThrownBy(() -> publisher.commit(SMALL))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the Kafka broker at kafka:9092 was told to commit and did not answer:"
                        + " 'trainer releases' says whether it did");
        assertThat(producer.transactionAborted()).as("it may be committed").isFalse();
    }

    @Test
    void nothingIsKnownEitherWhereSomebodyInterruptsTheCommit() {
        producer.commitTransactionException = new InterruptException("enough");
        assertThat(Thread.interrupted()).as("what Kafka's exception sets").isTrue();

        assertThatThrownBy(() -> publisher.commit(SMALL)).hasMessageContaining("did not answer");
        assertThat(producer.transactionAborted()).isFalse();
    }

    @Test
    void saysThatAnotherTrainerHasTakenOver() {
        producer.fenceProducer();

        assertTakenOver();
    }

    @Test
    void knowsItFromTheFencesOtherName() {
        producer.commitTransactionException = new InvalidProducerEpochException("an old epoch");

        assertTakenOver();
    }

    @Test
    void knowsItFromTheCauseOfAFailure() {
        producer.sendException = new KafkaException("in an error state", new ProducerFencedException("fenced"));

        assertTakenOver();
    }

    @Test
    void knowsItIfTheBrokerSaysSoOnlyAtTheEnd() {
        producer.sendException = new KafkaException("something");
        producer.abortTransactionException = new ProducerFencedException("fenced");

        assertTakenOver();
    }

    @Test
    void aBugIsThrownOnAndNothingIsWritten() {
        producer.sendException = new IllegalStateException("a bug");

        assertThatThrownBy(() -> publisher.commit(SMALL)).isSameAs(producer.sendException);
        assertThat(producer.transactionAborted()).isTrue();
    }

    @Test
    void aFailureToTakeBackDoesNotHideWhatFailedFirst() {
        producer.sendException = new KafkaException("the first failure");
        producer.abortTransactionException = new IllegalStateException("the second");

        assertThatThrownBy(() -> publisher.commit(SMALL)).hasMessageEndingWith("the first failure");
    }

    @Test
    void saysThatItCannotBeOpened() {
        MockProducer<String, byte[]> silent =
                new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        silent.initTransactionException = new TimeoutException("awaiting initTransactions");

        assertThatThrownBy(() -> ReleasePublisher.open(CONNECTION, "trainer-1", silent))
                .isInstanceOf(IOException.class)
                .hasMessage("no Kafka broker answers at kafka:9092 (waited 30 s)");
        assertThat(silent.closed()).isTrue();
    }

    @Test
    void closesItsProducer() {
        publisher.close();
        assertThat(producer.closed()).isTrue();
    }

    private void assertTakenOver() {
        assertThatThrownBy(() -> publisher.commit(SMALL))
                .isInstanceOf(TakenOverException.class)
                .hasMessage("another trainer has taken over (transactional id trainer-1): this one stops");
        assertThat(producer.history()).isEmpty();
    }

    private static byte @Nullable [] encoded(Publication publication, String key) {
        Publication.Coming<?> coming = publication.coming().get(key);
        return coming == null ? null : coming.encode("weights", TopicValues.singleObject());
    }

    private static ConsumerGroupMetadata group() {
        return new MockConsumer<String, byte[]>("earliest").groupMetadata();
    }
}
