package io.digitstream.processor.topics;

import org.apache.kafka.common.Uuid;

/**
 * A topic as the broker has it now. Immutable.
 *
 * @param id of this topic; one of the same name that is created again has another
 * @param partitions how many it has
 */
record Topic(Uuid id, int partitions) {}
