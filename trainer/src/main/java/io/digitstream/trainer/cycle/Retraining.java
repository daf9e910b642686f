package io.digitstream.trainer.cycle;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.trainer.gate.Decision;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.publishing.ReleasePublisher;
import io.digitstream.trainer.publishing.TakenOverException;
import io.digitstream.trainer.publishing.WeightsTopic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cycle after cycle, whenever one is due. A broker that is away is waited for. One thread.
 *
 * @param work where a cycle that is not over is kept
 * @param known photos that the weights in force were made from, or like those; may be empty
 * @param settings of each cycle
 * @param trigger when one is due
 * @param listener is told what goes on
 */
public record Retraining(
        Connection connection,
        WorkFolder work,
        PhotoSet known,
        CycleSettings settings,
        CycleTrigger trigger,
        CycleListener listener,
        InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Retraining.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration WHILE_PINNED = Duration.ofMinutes(1);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    /**
     * Runs one cycle if it is due.
     *
     * @throws TakenOverException if another trainer works with this broker since
     */
    public void once() throws IOException, InterruptedException {
        follow(clock.instant(), true);
    }

    /**
     * Runs until another trainer takes over.
     *
     * @throws TakenOverException then
     */
    public void forever() throws IOException, InterruptedException {
        Instant began = clock.instant();
        while (true) {
            try {
                follow(began, false);
            } catch (TakenOverException e) {
                throw e;
            } catch (IOException e) {
                listener.disconnected(String.valueOf(e.getMessage()));
                LOG.warn("Trying again in {} s: {}", BETWEEN_TRIES.toSeconds(), e.getMessage());
                TimeUnit.SECONDS.sleep(BETWEEN_TRIES.toSeconds());
            }
        }
    }

    private void follow(Instant began, boolean once) throws IOException, InterruptedException {
        // Opening the publisher settles what an earlier one had begun, and shuts out any other trainer.
        try (ReleasePublisher publisher = ReleasePublisher.open(connection, ReleasePublisher.USUAL_ID);
                WeightsTopic weights = WeightsTopic.open(connection);
                LabelTopic labels = LabelTopic.open(connection);
                DriftReports drift = DriftReports.open(connection)) {
            Champions champions = new Champions(weights, publisher, settings.keep(), settings.key(), clock);
            RetrainingCycle cycle = new RetrainingCycle(labels, champions, work, known, settings, clock, listener);
            LOG.info("Waiting for labels on topic {}", connection.topics().labeledImages());
            do {
                Optional<String> due = due(labels, drift, began);
                if (due.isEmpty() || isHeldOff(champions, due.get())) {
                    pause(due.isEmpty() ? BETWEEN_LOOKS : WHILE_PINNED, once);
                } else {
                    LOG.info("A cycle is due: {}", due.get());
                    run(cycle);
                }
            } while (!once);
        }
    }

    private void run(RetrainingCycle cycle) throws IOException, InterruptedException {
        boolean ended = false;
        try {
            Optional<Decision> decision = cycle.run();
            ended = true;
            listener.ended(decision);
        } finally {
            if (!ended) {
                listener.failed();
            }
        }
    }

    private static void pause(Duration time, boolean once) throws InterruptedException {
        if (once) {
            LOG.info("No cycle is due");
        } else {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        }
    }

    private Optional<String> due(LabelTopic labels, DriftReports drift, Instant began) throws IOException {
        LabelTopic.Learned learned = labels.learned();
        long waiting = learned.waiting(labels.ends());
        listener.looked(waiting);
        return trigger.due(waiting, learned.lastCycle().orElse(began), clock.instant(), drift.isUnanswered());
    }

    /** Asked only when a cycle is due: it reads the whole topic of weights. */
    private static boolean isHeldOff(Champions champions, String due) throws IOException {
        Optional<CurrentRelease> current = champions.current();
        boolean pinned = current.isPresent() && current.get().getPinned();
        if (pinned) {
            LOG.info(
                    "A cycle would be due, but release {} is pinned: {}",
                    current.get().getVersion(),
                    due);
        }
        return pinned;
    }
}
