package io.digitstream.processor.results;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Sends a result to the partition that its image came from, modulo the number that there are: results keep their image's
 * order also where keys are missing or the producer chose partitions in its own way. Immutable.
 *
 * @param <T> kind of outcome
 */
public final class OutcomePartitioner<T extends Outcome> implements StreamPartitioner<byte[], T> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, T outcome, int count) {
        return Optional.of(Set.of(outcome.image().partition() % count));
    }
}
