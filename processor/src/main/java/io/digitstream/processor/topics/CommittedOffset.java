package io.digitstream.processor.topics;

/**
 * How far a group has read a partition of images. Immutable.
 *
 * @param partition of the topic of images
 * @param offset committed
 * @param ownCommit whether a processor committed it, rather than a person: Kafka Streams adds metadata, tools do not
 * @param beginning first offset that the partition still has; 0 where that is not known
 */
record CommittedOffset(int partition, long offset, boolean ownCommit, long beginning) {
    /** Whether images would be left out if the topic were not the one that the offset was committed for. */
    boolean mayLeaveOut() {
        return ownCommit && offset > beginning;
    }
}
