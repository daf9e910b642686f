package io.digitstream.standalone.page;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.application.endpoint.Health;
import io.digitstream.application.endpoint.Metrics;
import io.digitstream.application.lifecycle.Closer;
import io.digitstream.application.result.ImagePosition;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.standalone.page.feed.ImageFeed;
import io.digitstream.standalone.page.feed.Sight;
import io.digitstream.standalone.page.feed.Sights;
import io.digitstream.standalone.page.feed.TopicTail;
import io.digitstream.standalone.page.releases.ReleaseHistory;
import io.digitstream.standalone.page.review.Corrections;
import io.digitstream.standalone.page.review.Outbox;
import io.digitstream.standalone.page.review.ReviewQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;

/** All that the page shows and takes, kept up to date by its tails. Thread-safe. */
final class Page implements AutoCloseable {
    private static final int MOST_SIGHTS = 200;
    private static final int MOST_REVIEWED = 500;
    /** More than there are ever read: a page that is started again goes on with larger ids. */
    private static final long IDS_A_MILLISECOND = 1_000;

    private static final int MOST_SENT = 50;

    /** Of images that are kept for one reason or another; there are a few. Less where there is little memory, as in a container. */
    private static final long MOST_BYTES =
            Math.min(48L << 20, Runtime.getRuntime().maxMemory() / 16);

    private final Closer closer = new Closer();
    private final Connection connection;
    private final InstantSource clock;
    private final Sights sights = new Sights(MOST_SIGHTS, MOST_BYTES);
    private final SentImages sent = new SentImages(MOST_SENT);
    private final Statistics statistics = new Statistics();
    private final ReviewQueue queue = new ReviewQueue(MOST_REVIEWED, MOST_BYTES);
    private final Metrics metrics = closer.add(new Metrics());
    private final Health health = new Health();
    private final Counter labels = Counter.builder("digitstream.page.labels")
            .description("Labels that people gave on the page")
            .register(metrics.registry());
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
        this.clock = clock;
        this.history = new ReleaseHistory(connection, releaseChanges::incrementAndGet);
        try {
            this.outbox = closer.add(Outbox.open(connection));
            this.corrections = new Corrections(outbox, connection, clock);
            this.images =
                    closer.add(ImageFeed.follow(connection, clock.millis() * IDS_A_MILLISECOND, MOST_BYTES, this::add));
            this.releases = closer.add(history.follow(connection));
            health.ready("kafka", this::trouble);
            measure();
        } catch (ConnectionException | RuntimeException | Error e) {
            Closer.closeAfter(e, closer);
            throw e;
        }
    }

    private void measure() {
        metrics.watch(health);
        FunctionCounter.builder("digitstream.page.images", statistics, Statistics::images)
                .description("Images whose results the page has heard of")
                .register(metrics.registry());
        Gauge.builder("digitstream.page.review", queue, ReviewQueue::waiting)
                .description("Uncertain readings that wait for a person")
                .register(metrics.registry());
    }

    Metrics metrics() {
        return metrics;
    }

    /** Ready as long as the broker answers and has the topics. */
    Health health() {
        return health;
    }

    private void add(Sight sight) {
        sights.add(sight);
        statistics.add(sight, clock.instant());
        queue.add(sight);
        sent.add(sight);
        sight.weights().ifPresent(version -> weights = version);
    }

    /** An image that is still kept, for whichever reason. */
    Optional<Sight> find(long id) {
        return sights.find(id).or(() -> queue.find(id)).or(() -> sent.find(id));
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

    /** What became of an image that was sent from here, as soon as it is known. */
    Optional<Sight> answer(String key) {
        return sent.answer(key);
    }

    /** Sends an image to be read. */
    void send(String key, byte[] file) throws ConnectionException, InterruptedException {
        RecordMetadata written = outbox.send(connection.topics().images(), key, file);
        if (written.hasOffset()) {
            ImagePosition position = new ImagePosition(written.topic(), written.partition(), written.offset());
            sent.expect(key, position);
            // Its result may have come before the broker's answer.
            sights.find(position).ifPresent(sent::add);
        }
    }

    /** A person says what a sight shows. */
    void label(Sight sight, String label) throws ConnectionException, InterruptedException {
        corrections.write(sight, label);
        queue.labelled(sight);
        labels.increment();
    }

    @Override
    public void close() {
        closer.close();
    }
}
