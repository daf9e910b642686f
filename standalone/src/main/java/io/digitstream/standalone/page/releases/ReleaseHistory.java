package io.digitstream.standalone.page.releases;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.page.feed.TopicTail;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Releases on the topic of weights, and the reports about them. Thread-safe. */
public final class ReleaseHistory implements Consumer<ConsumerRecord<String, byte[]>> {
    private static final int MOST_REPORTS = 200;

    private final Topics topics;
    private final TopicValues values;
    private final Runnable changed;
    private final WeightsIndex index;
    private final Deque<TrainingReport> newestFirst = new ArrayDeque<>();

    /** @param changed is run after each change, on the thread that receives records */
    public ReleaseHistory(Connection connection, Runnable changed) {
        this.topics = connection.topics();
        this.values = connection.values();
        this.changed = changed;
        this.index = new WeightsIndex(values);
    }

    /** Follows both topics from their beginning until the tail is closed. */
    public TopicTail follow(Connection connection) {
        return new TopicTail(
                "page-releases", connection, List.of(topics.weights(), topics.trainingReports()), Long.MAX_VALUE, this);
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        synchronized (this) {
            if (record.topic().equals(topics.weights())) {
                index.add(record.key(), record.value());
            } else {
                newestFirst.addFirst(values.decode(WireFormat.TRAINING_REPORT, record.value()));
                if (newestFirst.size() > MOST_REPORTS) {
                    newestFirst.removeLast();
                }
            }
        }
        changed.run();
    }

    public synchronized Optional<CurrentRelease> current() {
        return index.current();
    }

    /** Newest publication first. */
    public synchronized List<WeightsRelease> releases() {
        List<WeightsRelease> releases = new ArrayList<>(index.releases());
        Collections.reverse(releases);
        return releases;
    }

    /** Newest first. */
    public synchronized List<TrainingReport> reports() {
        return List.copyOf(newestFirst);
    }
}
