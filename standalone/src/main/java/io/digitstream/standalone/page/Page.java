package io.digitstream.standalone.page;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.standalone.page.feed.ImageFeed;
import io.digitstream.standalone.page.feed.Sight;
import io.digitstream.standalone.page.feed.Sights;
import io.digitstream.standalone.page.feed.TopicTail;
import io.digitstream.standalone.page.releases.ReleaseHistory;
import io.digitstream.standalone.page.review.Corrections;
import io.digitstream.standalone.page.review.Outbox;
import io.digitstream.standalone.page.review.ReviewQueue;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** All that the page shows and takes, kept up to date by its tails. Thread-safe. */
final class Page implements AutoCloseable {
    private static final int MOST_SIGHTS = 200;
    private static final int MOST_REVIEWED = 500;
    private static final long MOST_BYTES = 48L << 20;

    private final Connection connection;
    private final Sights sights = new Sights(MOST_SIGHTS, MOST_BYTES);
    private final Statistics statistics = new Statistics();
    private final ReviewQueue queue = new ReviewQueue(MOST_REVIEWED, MOST_BYTES);
    private final AtomicLong releaseChanges = new AtomicLong();
    private final ReleaseHistory history;
    private final Outbox outbox;
    private final Corrections corrections;
    private final TopicTail images;
    private final TopicTail releases;
    private volatile String weights = "";

    /** @throws ConnectionException if the connection's properties make no sense; a broker that is away is waited for */
    Page(Connection connection, InstantSource clock) throws ConnectionException {
        this.connection = connection;
        this.history = new ReleaseHistory(connection, releaseChanges::incrementAndGet);
        this.outbox = Outbox.open(connection);
        this.corrections = new Corrections(outbox, connection, clock);
        this.images = ImageFeed.follow(connection, this::add);
        this.releases = history.follow(connection);
    }

    private void add(Sight sight) {
        sights.add(sight);
        statistics.add(sight);
        queue.add(sight);
        sight.weights().ifPresent(version -> weights = version);
    }

    Sights sights() {
        return sights;
    }

    Statistics statistics() {
        return statistics;
    }

    ReviewQueue queue() {
        return queue;
    }

    ReleaseHistory history() {
        return history;
    }

    /** Goes up with each change of the history. */
    long releaseChanges() {
        return releaseChanges.get();
    }

    /** What is in the way, in a sentence for people. */
    Optional<String> trouble() {
        return images.trouble().or(releases::trouble);
    }

    /** Version of the release that images are read with; empty as long as nobody knows. */
    String weights() {
        return weights.isEmpty()
                ? history.current().map(CurrentRelease::getVersion).orElse("")
                : weights;
    }

    /** Sends an image to be read. */
    void send(String key, byte[] file) throws ConnectionException, InterruptedException {
        outbox.send(connection.topics().images(), key, file);
    }

    /** A person says what a sight shows. */
    void label(Sight sight, String label) throws ConnectionException, InterruptedException {
        corrections.write(sight, label);
        queue.labelled(sight);
    }

    @Override
    public void close() {
        images.close();
        releases.close();
        outbox.close();
    }
}
