package io.digitstream.processor;

import io.digitstream.application.commandline.FailureExplanation;
import io.digitstream.application.endpoint.Endpoint;
import io.digitstream.application.endpoint.Health;
import io.digitstream.application.registry.RegistryException;
import io.digitstream.processor.batch.InferenceThread;
import io.digitstream.processor.batch.ReadBatch;
import io.digitstream.processor.drift.Expected;
import io.digitstream.processor.intake.Intake;
import io.digitstream.processor.metrics.EngineMetrics;
import io.digitstream.processor.metrics.PathMetrics;
import io.digitstream.processor.metrics.WeightsMetrics;
import io.digitstream.processor.pending.RefusalAwareClients;
import io.digitstream.processor.pending.RefusedWrites;
import io.digitstream.processor.reports.Reports;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.processor.tracing.BatchTraces;
import io.digitstream.processor.weights.WeightsFollower;
import io.digitstream.recognizer.engine.Device;
import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.engine.UnusableDeviceException;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.TopicValues;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
    private final CompletableFuture<Recognizer> first = new CompletableFuture<>();
    private final Deque<Runnable> opened = new ArrayDeque<>();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean failed;

    ProcessorApplication(
            ProcessorSettings settings,
            CheckedTopics topics,
            TopicValues values,
            Endpoint endpoint,
            UnaryOperator<Engine> engines) {
        opened.push(endpoint::close);
        try {
            WeightsMetrics weights = new WeightsMetrics(endpoint.registry());
            PathMetrics path = new PathMetrics(endpoint.registry(), settings.slotsPerTask());
            Consumer<ReadBatch> batches = BatchTraces.ofAgent().andThen(path::inferred);
            Reports reports = Reports.of(settings, values, weights);
            opened.push(reports::close);
            Map<String, Expected> expected = new ConcurrentHashMap<>();
            WeightsFollower follower = WeightsFollower.of(
                    settings,
                    values,
                    release -> {
                        expected.put(release.version(), Expected.of(release));
                        weights.opened(release.version(), release.note("created"));
                        return recognizer(release, settings, engines);
                    },
                    reports);
            opened.push(follower::close);
            InferenceThread engine = new InferenceThread(
                    first,
                    settings.batch(),
                    QUEUED_BATCHES * settings.batch().maxSize(),
                    settings.shadow(),
                    new ReleaseWatch(expected, weights, batches, reports, follower),
                    InstantSource.system());
            opened.push(engine::close);
            follower.follow(first, engine::swap);
            Intake intake = new Intake(values, Networks.CURRENT.preparer(settings.limits()));
            RefusedWrites refused = new RefusedWrites(settings.topics().recognitions());
            streams = new KafkaStreams(
                    RecognitionTopology.build(settings, intake, engine, topics, refused, path),
                    properties(settings),
                    new RefusalAwareClients(refused));
            EngineMetrics.bind(engine, endpoint.registry());
            KafkaStreamsMetrics kafka = new KafkaStreamsMetrics(streams);
            kafka.bindTo(endpoint.registry());
            opened.push(kafka::close);
            watch(endpoint.health(), engine);
        } catch (RuntimeException | Error e) {
            // Its threads would keep the process alive.
            closeAllButStreams();
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
        Recognizer recognizer = Recognizer.of(release, engine).withPlan(settings.looks());
        return settings.threshold().isEmpty()
                ? recognizer
                : recognizer.withThreshold(settings.threshold().getAsDouble());
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
        failed = true;
        FailureExplanation.of(cause)
                .ifPresentOrElse(
                        explained -> {
                            explained.lines().forEach(line -> LOG.error("The processor stops: {}", line));
                            LOG.debug("The processor stops", cause);
                        },
                        () -> LOG.error(
                                "The processor stops: nothing is lost, a restart goes on where it stopped", cause));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
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

    /** Commits what is answered and leaves the rest pending for the next start. */
    @Override
    public void close() {
        streams.close(CLOSE_PATIENCE);
        closeAllButStreams();
    }

    /** What was opened last is closed first. More than one thread may be here. */
    private void closeAllButStreams() {
        opened.forEach(Runnable::run);
    }
}
