package io.digitstream.standalone.page.feed;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * By what an image and its result are found to belong together: the processor keeps partition, key and timestamp. Of images
 * that have all three in common the order decides.
 */
record ImageKey(int partition, @Nullable String key, long timestamp) {
    static ImageKey of(ConsumerRecord<String, byte[]> record) {
        return new ImageKey(record.partition(), record.key(), record.timestamp());
    }
}
