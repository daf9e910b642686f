package io.digitstream.processor.settings;

import io.digitstream.application.registry.RegistryAddress;
import io.digitstream.application.registry.RegistryValues;
import io.digitstream.processor.batch.BatchPolicy;
import io.digitstream.processor.batch.ShadowPolicy;
import io.digitstream.recognizer.engine.EngineChoice;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.kafka.streams.StreamsConfig;

/**
 * All settings of a processor, checked. Immutable.
 *
 * @param topics names
 * @param batch when a batch leaves
 * @param slotsPerTask images of one partition that may be between intake and result, at least 1
 * @param limits that an image must keep
 * @param looks how often a photo without a region is looked at
 * @param threshold below which a reading is uncertain, instead of the release's own, in [0, 1]
 * @param digits of the longest number that is read, at least 1; a release's own limit counts too
 * @param engine that runs the networks
 * @param releaseKey of those who may make releases; without one, anybody may who can write to the topic of weights
 * @param shadow how releases that take over are watched
 * @param registry of schemas, where there is one
 * @param metricsPort at which metrics are served; 0 for one that is free
 * @param metricsHost name or address that this port is opened on
 * @param kafka properties for Kafka Streams and its clients, by Kafka's own names
 * @param changelog configurations of the changelog topic, by Kafka's own names; an empty value leaves one to the broker
 */
public record ProcessorSettings(
        Topics topics,
        BatchPolicy batch,
        int slotsPerTask,
        ImageLimits limits,
        LookPlan looks,
        OptionalDouble threshold,
        int digits,
        EngineChoice engine,
        Optional<PublicKey> releaseKey,
        ShadowPolicy shadow,
        Optional<RegistryAddress> registry,
        OptionalInt metricsPort,
        String metricsHost,
        Map<String, String> kafka,
        Map<String, String> changelog) {
    /** Shorter than Kafka Streams lets a transaction stay open, which is 10 seconds, one last request included. */
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(5);

    /** What a record may hold beside its image: key, region, headers. */
    private static final int RECORD_OVERHEAD_BYTES = 1 << 20;

    private static final int WRITTEN_OVERHEAD_BYTES = 1 << 16;

    public ProcessorSettings {
        kafka = Map.copyOf(kafka);
        changelog = Map.copyOf(changelog);
        if (slotsPerTask < 1) {
            throw new IllegalArgumentException("at least 1 slot a task is needed, not " + slotsPerTask);
        }
    }

    /**
     * Reads settings by their names, as they stand in a file; what is absent has its default.
     *
     * @throws InvalidSettingsException that lists all problems
     */
    public static ProcessorSettings read(Map<String, String> values) throws InvalidSettingsException {
        return SettingsReader.over(values).read();
    }

    /** How records stand on all topics. */
    public TopicValues values() {
        return registry.<TopicValues>map(address -> RegistryValues.of(address, REGISTRY_PATIENCE))
                .orElseGet(TopicValues::singleObject);
    }

    /** Whether offsets, slots and results are committed as one. */
    public boolean exactlyOnce() {
        return StreamsConfig.EXACTLY_ONCE_V2.equals(kafka.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** Largest record that is taken in, key and headers counted. */
    public int maxRecordBytes() {
        return limits.maxBytes() + RECORD_OVERHEAD_BYTES;
    }

    /** Largest record that is written: one that is taken in, with its place or the reason of its rejection. */
    public int maxWrittenBytes() {
        return maxRecordBytes() + WRITTEN_OVERHEAD_BYTES;
    }
}
