package io.digitstream.processor;

import io.digitstream.processor.batch.InferenceThread;
import io.digitstream.processor.intake.Intake;
import io.digitstream.processor.intake.IntakeTimestampExtractor;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.metrics.PathListener;
import io.digitstream.processor.pending.Commits;
import io.digitstream.processor.pending.PendingImages;
import io.digitstream.processor.pending.RefusedWrites;
import io.digitstream.processor.results.Outcome;
import io.digitstream.processor.results.OutcomePartitioner;
import io.digitstream.processor.results.RecognitionSerializer;
import io.digitstream.processor.results.RejectedImageSerializer;
import io.digitstream.processor.settings.ProcessorSettings;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** The path of an image through Kafka Streams, top to bottom. It wires and decides nothing. */
final class RecognitionTopology {
    static final String IMAGES = "images";
    static final String RECOGNIZE = "recognize";
    static final String RECOGNITIONS = "recognitions";
    static final String REJECTED_IMAGES = "rejected-images";

    private RecognitionTopology() {}

    static Topology build(
            ProcessorSettings settings,
            Intake intake,
            InferenceThread engine,
            CheckedTopics topics,
            RefusedWrites refused,
            PathListener listener,
            ListenerGuard guard) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                IMAGES,
                new IntakeTimestampExtractor(InstantSource.system()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                settings.topics().images());
        topology.addProcessor(
                RECOGNIZE,
                () -> new RecognitionProcessor(
                        intake,
                        engine,
                        settings.slotsPerTask(),
                        topics.maxRecordBytes(),
                        settings.exactlyOnce(),
                        topics.outputs(),
                        refused,
                        listener,
                        guard),
                IMAGES);
        topology.addStateStore(PendingImages.store(topics.changelog()), RECOGNIZE);
        if (!settings.exactlyOnce()) {
            topology.addStateStore(Commits.store(), RECOGNIZE);
        }
        topology.addSink(
                RECOGNITIONS,
                settings.topics().recognitions(),
                new ByteArraySerializer(),
                new RecognitionSerializer(intake.values()),
                new OutcomePartitioner<Outcome.Recognized>(),
                RECOGNIZE);
        topology.addSink(
                REJECTED_IMAGES,
                settings.topics().rejectedImages(),
                new ByteArraySerializer(),
                new RejectedImageSerializer(),
                new OutcomePartitioner<Outcome.Rejected>(),
                RECOGNIZE);
        return topology;
    }
}
