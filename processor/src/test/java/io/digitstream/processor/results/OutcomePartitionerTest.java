package io.digitstream.processor.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.intake.SampleImages;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.RejectionReason;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutcomePartitionerTest {
    private final OutcomePartitioner<Outcome.Rejected> partitioner = new OutcomePartitioner<>();
    private final Outcome.Rejected ofPartition3 = new Outcome.Rejected(
            SampleImages.incoming(1, null, null),
            new ImageRejectedException(RejectionReason.EMPTY, "the record has no value"),
            Instant.EPOCH);

    @Test
    void sendsAResultToThePartitionOfItsImageWhateverItsKey() {
        assertThat(partitioner.partitions("recognitions", new byte[] {1}, ofPartition3, 8))
                .contains(Set.of(3));
        assertThat(partitioner.partitions("recognitions", new byte[] {2}, ofPartition3, 8))
                .contains(Set.of(3));
    }

    @Test
    void staysWithinTopicsOfFewerPartitions() {
        assertThat(partitioner.partitions("recognitions", new byte[0], ofPartition3, 4))
                .contains(Set.of(3));
        assertThat(partitioner.partitions("recognitions", new byte[0], ofPartition3, 2))
                .contains(Set.of(1));
        assertThat(partitioner.partitions("recognitions", new byte[0], ofPartition3, 1))
                .contains(Set.of(0));
    }
}
