package io.digitstream.processor;

import io.digitstream.processor.results.OutputTopics;
import io.digitstream.processor.results.TopicLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Compares the topics that a processor writes to with the topic of images and with what it writes. A finding is one line: what does
 * not fit, the value found, what follows, what to change. One thread.
 */
final class TopicComparison {
    /** A result with a key and headers of usual size. */
    private static final int SMALLEST_RESULT_BYTES = 2 * OutputTopics.RESULT_BYTES;

    /** Clocks that are kept at all differ by less. */
    private static final long CLOCKS_DIFFER_MILLIS = 60_000;

    /** What is written beside the bytes of an image that is rejected or kept pending. */
    private static final int OVERHEAD_BYTES = 1 << 16;

    private final TopicState images;
    private final int maxRecordBytes;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param maxRecordBytes largest record that settings allow, key and headers counted */
    TopicComparison(TopicState images, int maxRecordBytes) {
        this.images = images;
        this.maxRecordBytes = maxRecordBytes;
        if (images.limits().compacted()) {
            warn(
                    "topic %s is compacted: an image may be removed before it is read if another one has its key;"
                            + " set cleanup.policy=delete",
                    images.name());
        }
    }

    /** Returns what keeps results from being written. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Returns what is lost while results can be written. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void compareRecognitions(TopicState recognitions) {
        compareOutput(recognitions);
        if (recognitions.limits().compacted()) {
            warn(
                    "topic %s is compacted: the reading of an image without a key cannot be written and its image is"
                            + " rejected, and older readings of a key are removed; set cleanup.policy=delete",
                    recognitions.name());
        }
    }

    void compareRejectedImages(TopicState rejected) {
        compareOutput(rejected);
        TopicLimits limits = rejected.limits();
        if (limits.compacted()) {
            warn(
                    "topic %s is compacted: older rejections of a key are removed, and images without a key are rejected"
                            + " under their position; set cleanup.policy=delete",
                    rejected.name());
        }
        int needed = largestRecord() + OVERHEAD_BYTES;
        if (limits.maxMessageBytes() < needed) {
            warn(
                    "topic %s takes %,d bytes at most (max.message.bytes): the payload of larger rejected images is left"
                            + " out; set max.message.bytes=%d to keep all",
                    rejected.name(), limits.maxMessageBytes(), needed);
        }
    }

    /** Returns the largest record that can be kept pending. */
    int compareChangelog(TopicState changelog) {
        compareReplicas(changelog);
        compareTimestamps(changelog);
        int kept = Math.min(maxRecordBytes, changelog.limits().maxMessageBytes() - OVERHEAD_BYTES);
        if (kept < largestRecord()) {
            warn(
                    "topic %s takes %,d bytes at most (max.message.bytes): images of more than %,d bytes are rejected;"
                            + " set max.message.bytes=%d and restart the processors",
                    changelog.name(), changelog.limits().maxMessageBytes(), kept, largestRecord() + OVERHEAD_BYTES);
        }
        if (kept < SMALLEST_RESULT_BYTES) {
            problem(
                    "topic %s takes %,d bytes at most: no image fits; set max.message.bytes=%d",
                    changelog.name(), changelog.limits().maxMessageBytes(), largestRecord() + OVERHEAD_BYTES);
        }
        return kept;
    }

    private int largestRecord() {
        return Math.min(maxRecordBytes, images.limits().maxMessageBytes());
    }

    private void compareOutput(TopicState output) {
        compareReplicas(output);
        compareTimestamps(output);
        if (output.partitions() < images.partitions()) {
            warn(
                    "topic %s has %d partitions, %s has %d: results keep their order, but images of several partitions share"
                            + " one; add partitions to read results in parallel",
                    output.name(), output.partitions(), images.name(), images.partitions());
        }
        if (output.limits().maxMessageBytes() < SMALLEST_RESULT_BYTES) {
            problem(
                    "topic %s takes %,d bytes at most (max.message.bytes), a result has up to %,d; set"
                            + " max.message.bytes=1048588",
                    output.name(), output.limits().maxMessageBytes(), SMALLEST_RESULT_BYTES);
        }
    }

    private void compareReplicas(TopicState output) {
        if (output.minInSyncReplicas() > output.replicas()) {
            problem(
                    "topic %s has %d replicas and %s=%d: nothing can be written to it; add replicas or set %s=%d",
                    output.name(),
                    output.replicas(),
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                    output.minInSyncReplicas(),
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                    output.replicas());
        }
    }

    /** A record has the time at which it is written, by the processor's clock. */
    private void compareTimestamps(TopicState output) {
        for (String config : List.of(
                TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG)) {
            if (output.maxMillis(config) < CLOCKS_DIFFER_MILLIS) {
                warn(
                        "topic %s has %s=%d: it refuses results if the clocks of processor and broker differ by more; set"
                                + " %s=3600000",
                        output.name(), config, output.maxMillis(config), config);
            }
        }
    }

    private void problem(String format, Object... values) {
        problems.add(String.format(Locale.ROOT, format, values));
    }

    private void warn(String format, Object... values) {
        warnings.add(String.format(Locale.ROOT, format, values));
    }
}
