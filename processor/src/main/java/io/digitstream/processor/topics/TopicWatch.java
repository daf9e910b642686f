package io.digitstream.processor.topics;

import io.digitstream.processor.settings.ProcessorSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares topics with those that committed offsets and pending images refer to, before a start and on a thread of its own while
 * the processor runs. Keeps as many partitions of pending images as there are of images. Thread-safe.
 */
public final class TopicWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** Brokers forget offsets of a group without members after a while, by default a week. */
    private static final int ROUNDS_BETWEEN_COMMITS = 30;

    /** A broker that was just started may not know a topic for a moment. */
    private static final int ROUNDS_MISSING = 5;

    private final TopicNames names;
    private final BrokerTopics broker;
    private final Runnable weightsChanged;
    private final Consumer<TopicChangedException> stop;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "topics"));
    private final Map<String, Uuid> ids = new HashMap<>();
    private final Map<String, Integer> missing = new HashMap<>();
    private int rounds;

    /**
     * @param weightsChanged run when the topic of weights is another
     * @param stop gets the reason why the processor cannot go on, once
     */
    public TopicWatch(ProcessorSettings settings, Runnable weightsChanged, Consumer<TopicChangedException> stop) {
        this.names = TopicNames.of(settings);
        this.broker = new BrokerTopics(names, settings);
        this.weightsChanged = weightsChanged;
        this.stop = stop;
    }

    /**
     * Checks topics before the processor joins its group; adds partitions to the changelog of pending images where images have more.
     *
     * @throws TopicChangedException if images would be left out
     * @throws ExecutionException if the broker refuses
     */
    public static void check(ProcessorSettings settings) throws InterruptedException, ExecutionException {
        TopicNames names = TopicNames.of(settings);
        try (BrokerTopics broker = new BrokerTopics(names, settings)) {
            while (!isChecked(names, broker)) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /** Returns false where a broker that is starting or failing may answer later. */
    private static boolean isChecked(TopicNames names, BrokerTopics broker)
            throws InterruptedException, ExecutionException {
        try {
            Optional<KnownTopics> known = broker.known();
            Map<String, Topic> now = broker.describe(names.all());
            new TopicIdentityCheck(names).beforeStart(known, now, broker.committed());
            addPartitions(names, broker, now);
            rememberIfAllowed(names, broker, now);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                LOG.warn(
                        "The broker at {} does not tell topics and offsets; trying again",
                        names.servers(),
                        e.getCause());
                return false;
            }
            throw e;
        }
    }

    private static void rememberIfAllowed(TopicNames names, BrokerTopics broker, Map<String, Topic> now)
            throws InterruptedException, ExecutionException {
        try {
            remember(names, broker, now);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.warn(
                    "The broker denies Read on group {}: if topics are created again while the processor is stopped, it leaves"
                            + " out their first images. Grant this right",
                    names.idGroup());
        }
    }

    private static void addPartitions(TopicNames names, BrokerTopics broker, Map<String, Topic> now)
            throws InterruptedException, ExecutionException {
        Topic images = now.get(names.images());
        Topic pending = now.get(names.pending());
        if (images == null || pending == null || pending.partitions() >= images.partitions()) {
            return;
        }
        try {
            broker.addPartitionsToPending(images.partitions());
            LOG.info(
                    "Topic {} has {} partitions now, as {} has; it had {}",
                    names.pending(),
                    images.partitions(),
                    names.images(),
                    pending.partitions());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                throw e;
            }
            throw new TopicChangedException(
                    "Topic %s needs %d partitions, as %s has, and the broker does not let the processor add them (%s). Run this, then start the processor: %s"
                            .formatted(
                                    names.pending(),
                                    images.partitions(),
                                    names.images(),
                                    e.getCause(),
                                    new RepairSteps(names).alter(names.pending(), images.partitions())));
        }
    }

    private static void remember(TopicNames names, BrokerTopics broker, Map<String, Topic> now)
            throws InterruptedException, ExecutionException {
        Topic images = now.get(names.images());
        if (images == null) {
            return;
        }
        Optional<Uuid> pending = Optional.ofNullable(now.get(names.pending())).map(Topic::id);
        broker.remember(new KnownTopics(names.images(), images.id(), pending));
    }

    /** Begins to watch. */
    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::round, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            compare(broker.describe(names.all()));
        } catch (TopicChangedException e) {
            thread.shutdown();
            stop.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            LOG.debug("The topics cannot be compared; trying again", e);
        }
    }

    private void compare(Map<String, Topic> now) throws InterruptedException, ExecutionException {
        TopicIdentityCheck check = new TopicIdentityCheck(names);
        if (rounds == 0) {
            broker.known().ifPresent(known -> {
                ids.put(names.images(), known.images());
                known.pending().ifPresent(id -> ids.put(names.pending(), id));
            });
        }
        Map<String, Uuid> current = new HashMap<>();
        now.forEach((topic, described) -> current.put(topic, described.id()));
        check.whileRunning(ids, current);
        for (String topic : ids.keySet()) {
            int times = current.containsKey(topic) ? 0 : missing.getOrDefault(topic, 0) + 1;
            missing.put(topic, times);
            if (times == ROUNDS_MISSING && !topic.equals(names.weights())) {
                throw check.missing(topic);
            }
        }
        Uuid weights = ids.get(names.weights());
        if (weights != null && !weights.equals(current.getOrDefault(names.weights(), weights))) {
            LOG.warn("Topic {} was deleted and created again: it is read from its beginning", names.weights());
            weightsChanged.run();
        }
        boolean newTopic = !ids.keySet().containsAll(current.keySet());
        ids.putAll(current);
        addPartitions(names, broker, now);
        boolean due = rounds++ % ROUNDS_BETWEEN_COMMITS == 0;
        if (newTopic || due) {
            remember(names, broker, now);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        broker.close();
    }
}
