package io.digitstream.trainer.publishing;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer group has read: written in the same transaction as what came of it, so that neither is ever without the
 * other. Immutable.
 *
 * @param offsets of the next record to read
 * @param group as the consumer states it
 */
public record Progress(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    public Progress {
        offsets = Map.copyOf(offsets);
    }
}
