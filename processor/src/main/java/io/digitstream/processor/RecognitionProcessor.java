package io.digitstream.processor;

import io.digitstream.processor.batch.Inference;
import io.digitstream.processor.batch.InferenceThread;
import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.processor.intake.Intake;
import io.digitstream.processor.intake.IntakeTimestampExtractor;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.metrics.GuardedPathListener;
import io.digitstream.processor.metrics.PathListener;
import io.digitstream.processor.pending.Commits;
import io.digitstream.processor.pending.PendingImages;
import io.digitstream.processor.pending.RefusedWrites;
import io.digitstream.processor.results.Outcome;
import io.digitstream.processor.results.OutputTopics;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.processor.results.ResultHeaders;
import io.digitstream.processor.tracing.ImageTraces;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the topology that one task owns: takes images in, lets the shared engine read them, and forwards each result
 * in the order of the images. Orchestrates the steps; the steps are separate classes. One thread, the task's.
 */
final class RecognitionProcessor implements Processor<byte[], byte[], byte[], Outcome> {
    private static final Logger LOG = LoggerFactory.getLogger(RecognitionProcessor.class);
    private static final Duration FORWARD_INTERVAL = Duration.ofMillis(5);

    private final Intake intake;
    private final InferenceThread engine;
    private final int slots;
    private final int maxRecordBytes;
    private final boolean exactlyOnce;
    private final OutputTopics outputs;
    private final RefusedWrites refused;
    private final PathListener listener;
    private final ImageTraces traces;
    private ProcessorContext<byte[], Outcome> context;
    private PendingImages pending;

    /**
     * Makes the part of one task.
     *
     * @param engine shared by all tasks
     * @param maxRecordBytes largest record that is taken in; a larger one might not fit into changelog and rejected images
     * @param exactlyOnce whether offsets, slots and results are committed as one
     * @param outputs what the topics of results accept
     * @param refused images of which a broker refused a record, shared by all tasks
     * @param guard of the listener and of traces
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init first
    RecognitionProcessor(
            Intake intake,
            InferenceThread engine,
            int slots,
            int maxRecordBytes,
            boolean exactlyOnce,
            OutputTopics outputs,
            RefusedWrites refused,
            PathListener listener,
            ListenerGuard guard) {
        this.intake = intake;
        this.engine = engine;
        this.slots = slots;
        this.maxRecordBytes = maxRecordBytes;
        this.exactlyOnce = exactlyOnce;
        this.outputs = outputs;
        this.refused = refused;
        this.listener = new GuardedPathListener(listener, guard);
        this.traces = new ImageTraces(guard);
    }

    @Override
    public void init(ProcessorContext<byte[], Outcome> context) {
        this.context = context;
        try {
            Commits commits = exactlyOnce ? null : context.getStateStore(Commits.STORE);
            pending = new PendingImages(context.getStateStore(PendingImages.STORE), slots, commits, this::resubmit);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        listener.pending(task(), pending.size());
        context.schedule(FORWARD_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> forwardFinished());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        IncomingImage image = incoming(record);
        listener.tookIn(image.size());
        Optional<Outcome.Rejected> unkept = rejectionWithoutSlot(image);
        if (unkept.isPresent()) {
            forwardAll();
            forward(unkept.get());
            return;
        }
        try {
            CompletableFuture<Outcome> outcome = submit(image);
            while (pending.isFull()) {
                forward(pending.takeOldest());
            }
            pending.add(image, outcome);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        forwardFinished();
    }

    /** Returns the rejection of an image that the changelog would refuse: keeping it pending would fail again after every restart. */
    private Optional<Outcome.Rejected> rejectionWithoutSlot(IncomingImage image) {
        if (image.size() <= maxRecordBytes) {
            return refused.rejection(image, now());
        }
        ImageRejectedException cause = new ImageRejectedException(
                RejectionReason.TOO_LARGE,
                String.format(
                        Locale.ROOT,
                        "the record has %,d bytes, the limit is %,d; payload omitted, the original is at %s",
                        image.size(),
                        maxRecordBytes,
                        image.position()));
        return Optional.of(new Outcome.Rejected(image.placeOnly(), cause, now()));
    }

    private void forwardAll() {
        while (pending.size() > 0) {
            forward(pending.takeOldest());
        }
    }

    private IncomingImage incoming(Record<byte[], byte[]> record) {
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record from a topic has a place there"));
        return new IncomingImage(
                place.topic(),
                place.partition(),
                place.offset(),
                IntakeTimestampExtractor.takeTimestamp(record),
                now(),
                record.key(),
                record.value(),
                traces.takenIn(record.headers()));
    }

    /** Submits an image from a slot, unless its result was refused before. */
    private CompletableFuture<Outcome> resubmit(IncomingImage image) throws InterruptedException {
        Optional<Outcome.Rejected> rejection = refused.rejection(image, now());
        return rejection.isPresent() ? CompletableFuture.completedFuture(rejection.get()) : submit(image);
    }

    private CompletableFuture<Outcome> submit(IncomingImage image) throws InterruptedException {
        try {
            long begun = System.nanoTime();
            Intake.Taken taken = intake.take(image.value());
            listener.decoded(System.nanoTime() - begun);
            // Not the decoded photo: it would stay in memory until its result is forwarded.
            Instant capturedAt = taken.capturedAt();
            return engine.submit(taken.image(), traces.of(image.headers()))
                    .thenApply(inference -> outcome(image, capturedAt, inference));
        } catch (ImageRejectedException e) {
            return CompletableFuture.completedFuture(new Outcome.Rejected(image, e, now()));
        }
    }

    private static Outcome outcome(IncomingImage image, @Nullable Instant capturedAt, Inference inference) {
        if (inference instanceof Inference.Read read) {
            return new Outcome.Recognized(image, read, capturedAt);
        }
        Inference.Rejected rejected = (Inference.Rejected) inference;
        return new Outcome.Rejected(image, rejected.cause(), rejected.at());
    }

    private void forwardFinished() {
        for (Optional<Outcome> next = pending.pollOldest(); next.isPresent(); next = pending.pollOldest()) {
            forward(next.get());
        }
        listener.pending(task(), pending.size());
    }

    private void forward(Outcome outcome) {
        Instant now = now();
        Outcome fitting = outputs.fit(outcome, now);
        traces.within(outcome.image().headers(), () -> send(fitting, now));
    }

    /** A result has its image's key and headers, and the time at which it is written: it is retained from then on. */
    private void send(Outcome outcome, Instant now) {
        IncomingImage image = outcome.image();
        if (outcome instanceof Outcome.Rejected rejected) {
            listener.rejected(rejected.cause().reason());
            LOG.debug("{} rejected: {}", image.position(), rejected.cause().getMessage());
            context.forward(
                    new Record<>(image.key(), outcome, now.toEpochMilli(), RejectionHeaders.of(rejected)),
                    RecognitionTopology.REJECTED_IMAGES);
        } else {
            Outcome.Recognized recognized = (Outcome.Recognized) outcome;
            Inference.Read read = recognized.inference();
            listener.recognized(
                    read.reading().reading().status(),
                    Duration.between(image.takenInAt(), now),
                    Duration.between(read.at(), now));
            context.forward(
                    new Record<>(image.key(), outcome, now.toEpochMilli(), ResultHeaders.of(image)),
                    RecognitionTopology.RECOGNITIONS);
        }
    }

    @Override
    public void close() {
        listener.ended(task());
    }

    private String task() {
        return context.taskId().toString();
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private static StreamsException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StreamsException("interrupted while waiting for the engine", e);
    }
}
