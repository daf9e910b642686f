package io.digitstream.processor;

import io.digitstream.application.commandline.FailureExplanation;
import io.digitstream.application.endpoint.Endpoint;
import io.digitstream.application.endpoint.Health;
import io.digitstream.application.lifecycle.Closer;
import io.digitstream.application.registry.RegistryException;
import io.digitstream.processor.batch.InferenceListener;
import io.digitstream.processor.batch.InferenceListeners;
import io.digitstream.processor.batch.InferenceThread;
import io.digitstream.processor.drift.DriftWatch;
import io.digitstream.processor.intake.Intake;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.digitstream.processor.metrics.EngineMetrics;
import io.digitstream.processor.metrics.ListenerMetrics;
import io.digitstream.processor.metrics.PathMetrics;
import io.digitstream.processor.metrics.WeightsMetrics;
import io.digitstream.processor.pending.RefusalAwareClients;
import io.digitstream.processor.pending.RefusedWrites;
import io.digitstream.processor.reports.Reports;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.processor.topics.ResetAwareClients;
import io.digitstream.processor.topics.TopicChangedException;
import io.digitstream.processor.topics.TopicWatch;
import io.digitstream.processor.tracing.BatchTraces;
import io.digitstream.processor.weights.WeightsFollower;
import io.digitstream.recognizer.engine.Device;
import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.engine.UnusableDeviceException;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ReleaseSummary;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.TopicValues;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running processor: the streams, and the one engine that they share. Thread-safe. */
public final class ProcessorApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorApplication.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);
    private static final int QUEUED_BATCHES = 4;

    private final KafkaStreams streams;
    private final TopicWatch topics;
    private final CompletableFuture<Recognizer> first = new CompletableFuture<>();
    private final Closer closer = new Closer();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean failed;
    private volatile boolean closing;

    ProcessorApplication(
            ProcessorSettings settings,
            CheckedTopics checked,
            TopicValues values,
            Endpoint endpoint,
            UnaryOperator<Engine> engines) {
        closer.add(endpoint);
        try {
            ListenerGuard guard = new ListenerGuard();
            ListenerMetrics.bind(guard, endpoint.registry());
            WeightsMetrics weights = new WeightsMetrics(endpoint.registry());
            PathMetrics path = new PathMetrics(endpoint.registry(), settings.slotsPerTask());
            Reports reports = closer.add(Reports.of(settings, values, weights, guard));
            WeightsFollower follower = closer.add(
                    WeightsFollower.of(settings, values, release -> recognizer(release, settings, engines), reports));
            DriftWatch drift = new DriftWatch(ReleaseSummary.of(""), DriftWatch.WINDOW, reports::drifted, guard);
            weights.watch(drift::figures);
            InferenceListeners listeners = new InferenceListeners(guard)
                    .with(ListenerKind.REPORTS, new ReleaseWatch(follower::readsWith, reports))
                    .with(ListenerKind.METRICS, weights)
                    .with(ListenerKind.METRICS, path)
                    .with(ListenerKind.DRIFT, drift)
                    .with(
                            ListenerKind.TRACES,
                            guard.get(ListenerKind.TRACES, BatchTraces::ofAgent, InferenceListener.NONE));
            InferenceThread engine = closer.add(new InferenceThread(
                    first,
                    settings.batch(),
                    QUEUED_BATCHES * settings.batch().maxSize(),
                    settings.shadow(),
                    listeners,
                    InstantSource.system()));
            // Images may come before the first release is known: mostly it has the networks of the shipped one.
            AtomicReference<Preparer> preparer =
                    new AtomicReference<>(ShippedWeights.NETWORKS.preparer(settings.limits()));
            Consumer<Recognizer> prepareFor =
                    recognizer -> preparer.set(recognizer.networks().preparer(settings.limits()));
            var unused = first.thenAccept(prepareFor);
            follower.follow(first, prepareFor.andThen(engine::swap));
            Intake intake = new Intake(values, preparer::get);
            topics = closer.add(new TopicWatch(settings, follower::readAgain, this::topicChanged));
            RefusedWrites refused = new RefusedWrites(settings.topics().recognitions());
            streams = new KafkaStreams(
                    RecognitionTopology.build(settings, intake, engine, checked, refused, path, guard),
                    properties(settings),
                    new ResetAwareClients(new RefusalAwareClients(refused), settings, endpoint.registry()));
            closer.add(this::closeStreams);
            EngineMetrics.bind(engine, endpoint.registry());
            KafkaStreamsMetrics kafka = closer.add(new KafkaStreamsMetrics(streams));
            kafka.bindTo(endpoint.registry());
            watch(endpoint.health(), engine);
        } catch (RuntimeException | Error e) {
            // Its threads would keep the process alive.
            Closer.closeAfter(e, closer);
            throw e;
        }
        streams.setUncaughtExceptionHandler(this::shutDown);
        streams.setStateListener((now, before) -> changed(now));
    }

    private void watch(Health health, InferenceThread engine) {
        health.live("engine", engine::trouble);
        health.live("streams", () -> {
            KafkaStreams.State state = streams.state();
            boolean ended = state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING;
            return ended ? Optional.of("the streams are " + state) : Optional.empty();
        });
        health.ready("start", () -> first.isDone() ? Optional.empty() : Optional.of("waiting for the weights"));
        health.ready("streams", () -> {
            KafkaStreams.State state = streams.state();
            return state == KafkaStreams.State.RUNNING ? Optional.empty() : Optional.of("the streams are " + state);
        });
    }

    /**
     * Starts a processor; waits until the broker answers and has the topics, and the schema registry, where there is one, its
     * schemas.
     *
     * @throws ExecutionException if the broker refuses what the processor needs
     * @throws TopicChangedException if images would be left out, because a topic is another than before
     * @throws RegistryException if the schema registry refuses them
     * @throws UncheckedIOException if the port of metrics cannot be opened
     * @throws UnusableDeviceException if networks cannot run on the device that was asked for
     */
    public static ProcessorApplication start(ProcessorSettings settings)
            throws InterruptedException, ExecutionException {
        return start(settings, UnaryOperator.identity());
    }

    /**
     * The same with engines that somebody else has a hand in.
     *
     * @param engines given each engine when it is filled; what it returns is used and closed in its place
     */
    static ProcessorApplication start(ProcessorSettings settings, UnaryOperator<Engine> engines)
            throws InterruptedException, ExecutionException {
        loadNatives(settings);
        requireDevice(settings);
        TopicValues values = settings.values();
        Endpoint endpoint = Endpoint.open(settings.metricsHost(), settings.metricsPort());
        CheckedTopics topics = awaitOthers(settings, values, endpoint);
        ProcessorApplication application = new ProcessorApplication(settings, topics, values, endpoint, engines);
        application.begin();
        return application;
    }

    /** Weights are read and put to work while the streams take over their partitions. Closes itself if it fails. */
    void begin() throws InterruptedException {
        boolean begun = false;
        try {
            streams.start();
            topics.start();
            first.get();
            begun = true;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("no weights can be put to work", e.getCause());
        } finally {
            if (!begun) {
                close();
            }
        }
    }

    /** Before anything waits, and on one thread: each of those that need them would fail in its own way. */
    private static void loadNatives(ProcessorSettings settings) {
        settings.engine().kind().loadNatives();
        RocksDB.loadLibrary();
    }

    /** A release that does not run on a device which is not there is not to blame. */
    private static void requireDevice(ProcessorSettings settings) {
        if (settings.engine().device() != Device.CPU) {
            settings.engine().fill(ShippedWeights.load()).close();
        }
    }

    /** Tells those who ask that the broker is awaited, or the schema registry, and so the processor not ready. */
    private static CheckedTopics awaitOthers(ProcessorSettings settings, TopicValues values, Endpoint endpoint)
            throws InterruptedException, ExecutionException {
        endpoint.health().ready("start", () -> Optional.of("waiting for the broker and its topics"));
        boolean there = false;
        try {
            BrokerWatch.awaitTopics(settings);
            TopicWatch.check(settings);
            CheckedTopics topics = TopicCheck.check(settings);
            endpoint.health().ready("start", () -> Optional.of("waiting for the schema registry"));
            RegistryWatch.awaitSchemas(settings.topics(), values);
            there = true;
            return topics;
        } finally {
            if (!there) {
                endpoint.close();
            }
        }
    }

    private static Recognizer recognizer(Release release, ProcessorSettings settings, UnaryOperator<Engine> engines) {
        Engine engine = engines.apply(settings.engine().fill(release));
        try {
            Recognizer recognizer =
                    Recognizer.of(release, engine).withPlan(settings.looks()).limitedTo(settings.digits());
            return settings.threshold().isEmpty()
                    ? recognizer
                    : recognizer.withThreshold(settings.threshold().getAsDouble());
        } catch (RuntimeException | Error e) {
            Closer.closeAfter(e, engine);
            throw e;
        }
    }

    private static Properties properties(ProcessorSettings settings) {
        Properties properties = new Properties();
        // What may come in must also fit into the changelog and the topic of rejected images.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), settings.maxWrittenBytes());
        properties.putAll(settings.kafka());
        return properties;
    }

    private StreamThreadExceptionResponse shutDown(Throwable cause) {
        if (closing) {
            LOG.debug("A stream failed while the processor was closing", cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        failed = true;
        Optional<String> explanation = StopExplanation.of(cause)
                .or(() -> FailureExplanation.of(cause).map(known -> String.join("; ", known.lines())));
        explanation.ifPresentOrElse(
                text -> {
                    LOG.error("The processor stops. {}", text);
                    LOG.debug("The processor stops", cause);
                },
                () -> LOG.error(
                        "The processor stops for an unknown reason. Images without a committed result are still on their topic or"
                                + " pending: restart the processor. If it stops again, report the log",
                        cause));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Ends the wait for the end without the streams, which may wait for a topic that is missing. */
    private void topicChanged(TopicChangedException cause) {
        failed = true;
        LOG.error("The processor stops. {}", cause.getMessage());
        ended.countDown();
    }

    private void changed(KafkaStreams.State state) {
        if (state == KafkaStreams.State.RUNNING) {
            running.countDown();
        }
        if (state == KafkaStreams.State.NOT_RUNNING || state == KafkaStreams.State.ERROR) {
            ended.countDown();
        }
    }

    /**
     * Waits until every partition that this process owns is being read.
     *
     * @throws IllegalStateException if that takes longer than the timeout
     */
    public void awaitRunning(Duration timeout) throws InterruptedException {
        if (!running.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the processor is " + streams.state() + " after " + timeout);
        }
    }

    /**
     * Waits until the processor has ended.
     *
     * @return whether it was asked to, rather than failed
     */
    public boolean awaitEnd() throws InterruptedException {
        ended.await();
        return !failed;
    }

    private void closeStreams() {
        if (!streams.close(CLOSE_PATIENCE)) {
            LOG.warn("The streams did not end within {}; a restart goes on after the last commit", CLOSE_PATIENCE);
        }
    }

    /** Commits what is answered and leaves the rest pending for the next start. Never throws; logs what cannot be closed. */
    @Override
    public void close() {
        closing = true;
        try {
            closer.close();
        } catch (RuntimeException | Error e) {
            LOG.error("Not everything could be closed; nothing is lost", e);
        }
    }
}
