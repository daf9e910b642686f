package io.digitstream.processor.pending;

import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.processor.results.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The images of one task that are between intake and result: a ring of slots in the task's store, and beside it the
 * promises of their outcomes, oldest first.
 *
 * <p>A slot is written before the image's offset can be committed, and freed when its result is forwarded. Streams commits
 * offset, slot and result together, so at every commit an image is either uncommitted, in a slot, or answered. Slots are
 * used again and again, and the store is cached: between two commits its changelog gets at most one record a slot.
 *
 * <p>With {@code at_least_once} a broker may have the end of a slot and never get the result: it is freed after the commit that
 * waited for the result. Until then other slots are used. One thread, the task's.
 */
public final class PendingImages {
    public static final String STORE = "pending-images";

    private final KeyValueStore<Integer, PendingImage> store;
    private final int slots;
    private final @Nullable Commits commits;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Deque<Answered> answered = new ArrayDeque<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int nextSlot;
    private long nextSequence;

    private record Waiting(PendingImage pending, int slot, CompletableFuture<Outcome> promise) {}

    private record Answered(int slot, long commit) {}

    /** How an image found in the store at start-up is handed to the engine again. */
    @FunctionalInterface
    public interface Submission {
        CompletableFuture<Outcome> submit(IncomingImage image) throws InterruptedException;
    }

    /**
     * Opens a task's store and hands in again what was pending when the task stopped, oldest first.
     *
     * @param slots images that may be pending at once
     * @param commits of the task; null if offsets, slots and results are committed together
     */
    public PendingImages(
            KeyValueStore<Integer, PendingImage> store, int slots, @Nullable Commits commits, Submission submission)
            throws InterruptedException {
        this.store = store;
        this.slots = slots;
        this.commits = commits;
        this.nextSlot = slots;
        Set<Integer> used = new HashSet<>();
        for (KeyValue<Integer, PendingImage> stored : oldestFirst()) {
            used.add(stored.key);
            nextSlot = Math.max(nextSlot, stored.key + 1);
            nextSequence = stored.value.sequence() + 1;
            waiting.add(new Waiting(stored.value, stored.key, submission.submit(stored.value.image())));
        }
        for (int slot = 0; slot < slots; slot++) {
            if (!used.contains(slot)) {
                free.add(slot);
            }
        }
    }

    private List<KeyValue<Integer, PendingImage>> oldestFirst() {
        List<KeyValue<Integer, PendingImage>> stored = new ArrayList<>();
        try (KeyValueIterator<Integer, PendingImage> all = store.all()) {
            all.forEachRemaining(stored::add);
        }
        stored.sort(Comparator.comparingLong(entry -> entry.value.sequence()));
        return stored;
    }

    /** How many images are pending. */
    public int size() {
        return waiting.size();
    }

    /** Whether the oldest image must be finished before another is added; also after the number of slots was lowered. */
    public boolean isFull() {
        return waiting.size() >= slots;
    }

    /**
     * Puts an image into a slot and hands it to the engine.
     *
     * @throws IllegalStateException if no slot is free
     */
    public void add(IncomingImage image, CompletableFuture<Outcome> promise) {
        if (isFull()) {
            throw new IllegalStateException("all " + slots + " slots are taken");
        }
        int slot = free.isEmpty() ? nextSlot++ : free.remove();
        PendingImage pending = new PendingImage(nextSequence++, image);
        store.put(slot, pending);
        waiting.add(new Waiting(pending, slot, promise));
    }

    /** The outcome of the oldest image if it is there. */
    public Optional<Outcome> pollOldest() {
        freeAcknowledged();
        Waiting oldest = waiting.peek();
        return oldest == null || !oldest.promise.isDone() ? Optional.empty() : Optional.of(takeOldest());
    }

    /**
     * The outcome of the oldest image, whose slot is freed as soon as that may be; waits for it. There must be one pending.
     *
     * @throws java.util.concurrent.CompletionException if the engine broke; the image stays in its slot
     */
    public Outcome takeOldest() {
        Waiting oldest = waiting.element();
        Outcome outcome = oldest.promise.join();
        waiting.remove();
        if (commits == null) {
            free(oldest.slot);
        } else {
            answered.add(new Answered(oldest.slot, commits.count()));
        }
        return outcome;
    }

    private void freeAcknowledged() {
        while (commits != null && !answered.isEmpty() && answered.element().commit < commits.count()) {
            free(answered.remove().slot);
        }
    }

    private void free(int slot) {
        // Not delete(), which reads the image once more to return it.
        store.put(slot, null);
        if (slot < slots) {
            free.add(slot);
        }
    }

    /**
     * The store that a task needs.
     *
     * @param changelog configurations of its topic, by Kafka's own names
     */
    public static StoreBuilder<KeyValueStore<Integer, PendingImage>> store(Map<String, String> changelog) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.Integer(), PendingImageSerde.serde())
                .withCachingEnabled()
                .withLoggingEnabled(changelog);
    }
}
