package io.digitstream.processor.topics;

import io.digitstream.processor.settings.ProcessorSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
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
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> missing = new HashMap<>();
    private final RoundFailures failures = new RoundFailures(LOG);
    private Optional<KnownTopics> remembered = Optional.empty();
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
     * @throws TopicAuthorizationException if the processor may not describe its topics
     */
    public static void check(ProcessorSettings settings) throws InterruptedException, ExecutionException {
        TopicNames names = TopicNames.of(settings);
        try (BrokerTopics broker = new BrokerTopics(names, settings)) {
            int roundsMissing = 0;
            while (true) {
                Start start = check(names, broker, roundsMissing);
                if (start == Start.CHECKED) {
                    return;
                }
                roundsMissing = start == Start.PENDING_MISSING ? roundsMissing + 1 : roundsMissing;
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /** What came of a check before the start; all but the first are to be tried again. */
    private enum Start {
        CHECKED,
        PENDING_MISSING,
        NO_ANSWER
    }

    private static Start check(TopicNames names, BrokerTopics broker, int roundsMissing)
            throws InterruptedException, ExecutionException {
        try {
            Optional<KnownTopics> known = broker.known();
            DescribedTopics now = broker.describe(names.all());
            now.requireAllowed(names);
            TopicIdentityCheck check = new TopicIdentityCheck(names);
            List<CommittedOffset> offsets = broker.committed(check.needsBeginnings(known, now));
            if (roundsMissing < ROUNDS_MISSING && check.missesPending(now, offsets)) {
                return Start.PENDING_MISSING;
            }
            check.beforeStart(known, now.there(), offsets);
            addPartitions(names, broker, now.there());
            rememberIfAllowed(names, broker, now);
            return Start.CHECKED;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                LOG.warn(
                        "The broker at {} does not tell topics and offsets; trying again",
                        names.servers(),
                        e.getCause());
                return Start.NO_ANSWER;
            }
            throw e;
        }
    }

    private static void rememberIfAllowed(TopicNames names, BrokerTopics broker, DescribedTopics now)
            throws InterruptedException, ExecutionException {
        try {
            Optional<KnownTopics> known = KnownTopics.of(names, now.ids());
            if (known.isPresent()) {
                broker.remember(known.get());
            }
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

    /** Begins to watch. */
    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::round, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Never throws: the schedule would end without a word. */
    private void round() {
        try {
            compare(broker.describe(names.all()));
            failures.succeeded();
        } catch (TopicChangedException e) {
            thread.shutdown();
            stop.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            if (!thread.isShutdown()) {
                failures.failed(e);
            }
        }
    }

    private void compare(DescribedTopics now) throws InterruptedException, ExecutionException {
        TopicIdentityCheck check = new TopicIdentityCheck(names);
        if (rounds == 0) {
            broker.known().ifPresent(known -> ids.putAll(known.ids(names)));
        }
        Map<String, Uuid> current = now.ids();
        check.whileRunning(ids, current);
        seen.addAll(ids.keySet());
        seen.addAll(now.there().keySet());
        for (String topic : seen) {
            boolean mayBeThere = now.there().containsKey(topic) || now.denied().contains(topic);
            int times = mayBeThere ? 0 : missing.getOrDefault(topic, 0) + 1;
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
        ids.putAll(current);
        remember();
        addPartitions(names, broker, now.there());
        rounds++;
    }

    /** Remembers ids when they change and from time to time; after a failure again in the next round. */
    private void remember() throws InterruptedException, ExecutionException {
        Optional<KnownTopics> known = KnownTopics.of(names, ids);
        if (known.isEmpty() || (known.equals(remembered) && rounds % ROUNDS_BETWEEN_COMMITS != 0)) {
            return;
        }
        try {
            broker.remember(known.get());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.debug("The broker denies Read on group {}, as at the start", names.idGroup(), e);
        }
        remembered = known;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        broker.close();
    }
}
