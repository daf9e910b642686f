package io.digitstream.processor.weights;

import io.digitstream.application.lifecycle.Closer;
import io.digitstream.processor.reports.Reports;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.recognizer.engine.GoldenProof;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WeightsRelease;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic of weights on a thread of its own, and hands over each release that is put in force and passes every
 * check, ready to read. One that does not pass changes nothing: it is refused with a reason, once. Thread-safe.
 */
public final class WeightsFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WeightsFollower.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final WeightsTopic topic;
    private final ReleaseCheck check;
    private final Reports reports;
    private final Duration retry;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile String running = "";
    private volatile boolean again;
    private CompletableFuture<Recognizer> first = new CompletableFuture<>();
    private Consumer<Recognizer> successor = Recognizer::close;
    private int considered;

    /**
     * @param topic closed with the follower
     * @param retry how long to wait for a topic that is not there, or a broker that fails
     */
    WeightsFollower(WeightsTopic topic, ReleaseCheck check, Reports reports, Duration retry) {
        this.topic = topic;
        this.check = check;
        this.reports = reports;
        this.retry = retry;
        this.thread = new Thread(this::run, "weights");
    }

    /** Follows the topic that the settings name. */
    public static WeightsFollower of(
            ProcessorSettings settings, TopicValues values, Function<Release, Recognizer> opening, Reports reports) {
        return new WeightsFollower(
                new WeightsTopic(
                        new KafkaConsumer<>(consumerProperties(settings)),
                        settings.topics().weights(),
                        values),
                new ReleaseCheck(settings.releaseKey(), opening),
                reports,
                RETRY);
    }

    /** Of a consumer without a group; it never commits. */
    static Map<String, Object> consumerProperties(ProcessorSettings settings) {
        Map<String, Object> properties = new StreamsConfig(settings.kafka()).getGlobalConsumerConfigs("weights");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Streams sets none: a topic that is made anew could then never be read on.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return properties;
    }

    /**
     * What to begin with: the release in force, or the shipped one where there is none or it is refused.
     */
    Recognizer first() {
        if (topic.open()) {
            topic.catchUp();
            Optional<Recognizer> inForce = next();
            if (inForce.isPresent()) {
                return inForce.get();
            }
        }
        LOG.info("No weights that can be used are in force: starting with the shipped ones");
        Release shipped = ShippedWeights.load();
        Recognizer recognizer = check.opening().apply(shipped);
        try {
            LOG.debug("Warmed up: {}", GoldenProof.of(recognizer, shipped.golden()));
        } catch (RuntimeException | Error e) {
            Closer.closeAfter(e, recognizer);
            throw e;
        }
        running = recognizer.weightsVersion();
        return recognizer;
    }

    /**
     * Begins to hand over releases.
     *
     * @param first gets the release in force, or the shipped one where there is none or it is refused; or what keeps it from both
     * @param successor gets all others
     */
    public void follow(CompletableFuture<Recognizer> first, Consumer<Recognizer> successor) {
        this.first = first;
        this.successor = successor;
        thread.start();
    }

    /** What images are read with now; it may be another release than the last one handed over. */
    public void readsWith(String version) {
        running = version;
    }

    /** Reads the topic from its beginning, because it was created again. Images are read with the same release until another is in force. */
    public void readAgain() {
        again = true;
    }

    private void run() {
        try (topic) {
            follow();
        }
    }

    private void follow() {
        try {
            first.complete(first());
        } catch (Throwable e) {
            // Whoever waits for it has to be told.
            first.completeExceptionally(e);
            closed.countDown();
        }
        while (closed.getCount() > 0) {
            try {
                if (again) {
                    again = false;
                    considered = 0;
                    topic.reopen();
                }
                if (topic.open()) {
                    topic.poll();
                    next().ifPresent(successor);
                } else {
                    pause();
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                // A broker that is away, mostly; whatever it is, images go on being read with the weights that there
                // are.
                if (closed.getCount() > 0) {
                    LOG.warn("The topic of weights cannot be read; trying again", e);
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            if (closed.await(retry.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Closed while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The release that has been put in force since the last call, if it is another one and passes. */
    private Optional<Recognizer> next() {
        if (topic.index().timesNamed() == considered) {
            return Optional.empty();
        }
        // Only what is named last is in force: after a broker was away, others come before it that were withdrawn
        // meanwhile.
        topic.catchUp();
        int named = topic.index().timesNamed();
        Optional<CurrentRelease> current = topic.index().current();
        if (current.isEmpty() || current.get().getVersion().equals(running)) {
            considered = named;
            return Optional.empty();
        }
        Optional<Recognizer> recognizer = open(current.get().getVersion());
        // Not before it is known what came of it: a broker that was away is asked again.
        considered = named;
        recognizer.ifPresent(passed -> running = passed.weightsVersion());
        return recognizer;
    }

    private Optional<Recognizer> open(String version) {
        try {
            WeightsRelease manifest = topic.index()
                    .release(version)
                    .orElseThrow(() ->
                            new BrokenReleaseException("release " + version + " is in force but not on the topic"));
            return Optional.of(check.pass(manifest, topic.file(manifest)));
        } catch (BrokenReleaseException e) {
            String stays = running.isEmpty() ? "" : "; " + running + " stays";
            LOG.error("Refused: {}{}", e.getMessage(), stays, e.getCause());
            reports.report(ReportKind.REFUSED, version, running, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        topic.wakeUp();
        if (thread.getState() == Thread.State.NEW) {
            topic.close();
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
