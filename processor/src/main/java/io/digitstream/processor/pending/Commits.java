package io.digitstream.processor.pending;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Counts the commits of a task that was promised {@code at_least_once}: a store without contents. Streams commits a task's stores
 * when brokers have acknowledged all that the task sent, and its offsets are committed. One thread, the task's.
 */
public final class Commits implements StateStore {
    public static final String STORE = "commits";

    private long count;
    private boolean open;

    /** How many there were. */
    long count() {
        return count;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        count++;
    }

    @Override
    public String name() {
        return STORE;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Makes one for each task. */
    public static StoreBuilder<Commits> store() {
        return new Builder();
    }

    private static final class Builder implements StoreBuilder<Commits> {
        @Override
        public StoreBuilder<Commits> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<Commits> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<Commits> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<Commits> withLoggingDisabled() {
            return this;
        }

        @Override
        public Commits build() {
            return new Commits();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return STORE;
        }
    }
}
