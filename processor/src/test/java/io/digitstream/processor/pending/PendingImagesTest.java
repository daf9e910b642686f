package io.digitstream.processor.pending;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.processor.results.Outcome;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingImagesTest {
    private final KeyValueStore<Integer, PendingImage> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(PendingImages.STORE), Serdes.Integer(), PendingImageSerde.serde())
            .withLoggingDisabled()
            .build();

    /** Promises by their images' offsets. */
    private final Map<Long, CompletableFuture<Outcome>> promises = new HashMap<>();

    private final List<Long> submitted = new ArrayList<>();

    @BeforeEach
    void openStore() {
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void isEmptyAtFirst() throws Exception {
        PendingImages pending = open(2);

        assertThat(pending.size()).isZero();
        assertThat(pending.isFull()).isFalse();
        assertThat(pending.pollOldest()).isEmpty();
        assertThat(submitted).isEmpty();
    }

    @Test
    void anImageIsInTheStoreUntilItsOutcomeIsTaken() throws Exception {
        PendingImages pending = open(2);
        add(pending, 100);
        assertThat(stored()).containsOnly(Map.entry(0L, 100L));

        finish(100);
        assertThat(stored()).containsOnly(Map.entry(0L, 100L));

        assertThat(offset(pending.pollOldest())).isEqualTo(100);
        assertThat(stored()).isEmpty();
    }

    @Test
    void handsOutOutcomesInTheOrderOfTheImages() throws Exception {
        PendingImages pending = open(3);
        add(pending, 100);
        add(pending, 101);
        add(pending, 102);

        finish(102);
        finish(101);
        assertThat(pending.pollOldest()).as("the first is not finished").isEmpty();
        finish(100);

        assertThat(pollAll(pending)).containsExactly(100L, 101L, 102L);
        assertThat(pending.size()).isZero();
    }

    @Test
    void isFullWhenEverySlotIsTaken() throws Exception {
        PendingImages pending = open(2);
        add(pending, 100);
        assertThat(pending.isFull()).isFalse();
        add(pending, 101);
        assertThat(pending.isFull()).isTrue();

        assertThatThrownBy(() -> add(pending, 102))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("all 2 slots are taken");
        assertThat(stored()).hasSize(2);

        finish(100);
        assertThat(pending.takeOldest().image().offset()).isEqualTo(100);
        assertThat(pending.isFull()).isFalse();
    }

    @Test
    void waitsForTheOldestImage() throws Exception {
        PendingImages pending = open(1);
        add(pending, 100);
        CompletableFuture<Void> finishing = CompletableFuture.runAsync(() -> finish(100));

        assertThat(pending.takeOldest().image().offset()).isEqualTo(100);
        finishing.join();
    }

    @Test
    void usesItsSlotsAgainAndAgain() throws Exception {
        PendingImages pending = open(3);
        for (long offset = 0; offset < 50; offset++) {
            if (pending.isFull()) {
                finish(offset - 3);
                assertThat(pending.takeOldest().image().offset()).isEqualTo(offset - 3);
            }
            add(pending, offset);
            assertThat(slots()).isSubsetOf(0, 1, 2);
        }
        assertThat(stored()).containsOnlyKeys(47L, 48L, 49L);
    }

    @Test
    void withAtLeastOnceASlotIsFreedAfterTheCommitThatWaitedForItsResult() throws Exception {
        Commits commits = new Commits();
        PendingImages pending = new PendingImages(store, 2, commits, this::submit);
        add(pending, 100);
        finish(100);
        assertThat(pollAll(pending)).containsExactly(100L);
        assertThat(stored()).as("before the commit").containsOnly(Map.entry(0L, 100L));

        commits.commit(Map.of());
        add(pending, 101);
        finish(101);
        assertThat(pollAll(pending)).containsExactly(101L);
        assertThat(stored()).as("after the commit").containsOnly(Map.entry(1L, 101L));
    }

    @Test
    void withAtLeastOnceNobodyWaitsForACommit() throws Exception {
        Commits commits = new Commits();
        PendingImages pending = new PendingImages(store, 2, commits, this::submit);
        for (long offset = 0; offset < 7; offset++) {
            add(pending, offset);
            finish(offset);
            assertThat(pollAll(pending)).containsExactly(offset);
        }
        assertThat(slots()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);

        commits.commit(Map.of());
        assertThat(pending.pollOldest()).isEmpty();
        assertThat(slots()).isEmpty();
        add(pending, 7);
        assertThat(slots()).isSubsetOf(0, 1);
    }

    @Test
    void withAtLeastOnceWhatWasAnsweredWithoutACommitIsReadAgain() throws Exception {
        PendingImages first = new PendingImages(store, 2, new Commits(), this::submit);
        add(first, 100);
        add(first, 101);
        finish(100);
        assertThat(pollAll(first)).containsExactly(100L);

        submitted.clear();
        PendingImages second = new PendingImages(store, 2, new Commits(), this::submit);
        assertThat(submitted).containsExactly(100L, 101L);
        assertThat(second.isFull()).isTrue();
    }

    @Test
    void submitsAgainWhatWasPendingOldestFirst() throws Exception {
        PendingImages before = open(4);
        add(before, 100);
        add(before, 101);
        add(before, 102);

        PendingImages after = restart(4);

        assertThat(submitted).containsExactly(100L, 101L, 102L);
        assertThat(after.size()).isEqualTo(3);
        assertThat(after.isFull()).isFalse();
        finish(101);
        finish(102);
        assertThat(after.pollOldest()).isEmpty();
        finish(100);
        assertThat(pollAll(after)).containsExactly(100L, 101L, 102L);
        assertThat(stored()).isEmpty();
    }

    /** The order is that of the sequence, wherever in the ring an image happened to stand. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsTheOrderInAnyLayoutOfSlots(long seed) throws Exception {
        Random random = new Random(seed);
        List<Integer> layout = new ArrayList<>(IntStream.range(0, 300).boxed().toList());
        Collections.shuffle(layout, random);
        long[] sequences = LongStream.range(1_000, 1_040)
                .filter(sequence -> random.nextInt(4) > 0)
                .toArray();
        for (int i = 0; i < sequences.length; i++) {
            store.put(layout.get(i), new PendingImage(sequences[i], image(2 * sequences[i])));
        }

        PendingImages pending = restart(300);

        List<Long> inOrder =
                LongStream.of(sequences).map(sequence -> 2 * sequence).boxed().toList();
        assertThat(submitted).containsExactlyElementsOf(inOrder);
        submitted.forEach(this::finish);
        assertThat(pollAll(pending)).containsExactlyElementsOf(inOrder);
        assertThat(stored()).isEmpty();
    }

    @Test
    void countsOnAfterARestart() throws Exception {
        store.put(2, new PendingImage(41, image(100)));

        PendingImages pending = restart(3);
        add(pending, 101);

        assertThat(stored()).containsOnly(Map.entry(41L, 100L), Map.entry(42L, 101L));
        assertThat(slots()).as("the slot in use was left alone").contains(2).hasSize(2);
    }

    @Test
    void aSecondRestartFindsTheSameOrder() throws Exception {
        PendingImages first = open(4);
        add(first, 100);
        add(first, 101);
        add(first, 102);
        PendingImages second = restart(4);
        finish(100);
        assertThat(offset(second.pollOldest())).isEqualTo(100);
        add(second, 103);
        add(second, 104);

        restart(4);

        assertThat(submitted).containsExactly(101L, 102L, 103L, 104L);
    }

    @Test
    void fewerSlotsThanAreStoredAreUsedOnceEnoughImagesAreDone() throws Exception {
        PendingImages before = open(5);
        for (long offset = 100; offset < 105; offset++) {
            add(before, offset);
        }

        PendingImages after = restart(2);

        assertThat(submitted).containsExactly(100L, 101L, 102L, 103L, 104L);
        for (long offset = 100; offset < 104; offset++) {
            assertThat(after.isFull()).isTrue();
            finish(offset);
            assertThat(after.takeOldest().image().offset()).isEqualTo(offset);
        }
        assertThat(after.isFull()).isFalse();
        add(after, 105);
        assertThat(after.isFull()).isTrue();
        for (long offset = 104; offset < 114; offset++) {
            finish(offset);
            assertThat(after.takeOldest().image().offset()).isEqualTo(offset);
            add(after, offset + 2);
            assertThat(slots()).containsExactlyInAnyOrder(0, 1);
        }
    }

    @Test
    void moreSlotsThanBeforeAreAllUsed() throws Exception {
        PendingImages before = open(2);
        add(before, 100);
        add(before, 101);

        PendingImages after = restart(4);
        add(after, 102);
        add(after, 103);

        assertThat(after.isFull()).isTrue();
        assertThat(slots()).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(stored().keySet()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
    }

    @Test
    void aBrokenEngineLeavesTheImageInItsSlot() throws Exception {
        PendingImages pending = open(2);
        add(pending, 100);
        add(pending, 101);
        promise(100).completeExceptionally(new IllegalStateException("broken"));
        finish(101);

        assertThatThrownBy(pending::pollOldest)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("broken");
        assertThatThrownBy(pending::takeOldest).isInstanceOf(CompletionException.class);

        assertThat(pending.size()).isEqualTo(2);
        assertThat(stored()).containsOnly(Map.entry(0L, 100L), Map.entry(1L, 101L));
        restart(2);
        assertThat(submitted).containsExactly(100L, 101L);
    }

    @Test
    void anEngineThatBreaksDuringTheRestartLeavesAllImagesInTheirSlots() throws Exception {
        PendingImages before = open(3);
        add(before, 100);
        add(before, 101);

        assertThatThrownBy(() -> new PendingImages(store, 3, null, image -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(stored()).containsOnly(Map.entry(0L, 100L), Map.entry(1L, 101L));
    }

    private PendingImages open(int slots) throws InterruptedException {
        return new PendingImages(store, slots, null, this::submit);
    }

    /** Another processor over the same store. */
    private PendingImages restart(int slots) throws InterruptedException {
        promises.clear();
        submitted.clear();
        return open(slots);
    }

    private CompletableFuture<Outcome> submit(IncomingImage image) {
        submitted.add(image.offset());
        CompletableFuture<Outcome> promise = new CompletableFuture<>();
        promises.put(image.offset(), promise);
        return promise;
    }

    private void add(PendingImages pending, long offset) {
        IncomingImage image = image(offset);
        pending.add(image, submit(image));
    }

    private void finish(long offset) {
        ImageRejectedException cause = new ImageRejectedException(RejectionReason.EMPTY, "image " + offset);
        promise(offset).complete(new Outcome.Rejected(image(offset), cause, Instant.EPOCH));
    }

    private CompletableFuture<Outcome> promise(long offset) {
        return requireNonNull(promises.get(offset), "image " + offset + " was not submitted");
    }

    private static List<Long> pollAll(PendingImages pending) {
        List<Long> offsets = new ArrayList<>();
        for (Optional<Outcome> next = pending.pollOldest(); next.isPresent(); next = pending.pollOldest()) {
            offsets.add(offset(next));
        }
        return offsets;
    }

    private static long offset(Optional<Outcome> outcome) {
        return outcome.orElseThrow().image().offset();
    }

    /** Offsets of the images in the store by their sequence. */
    private Map<Long, Long> stored() {
        return entries().stream()
                .collect(toMap(
                        entry -> entry.value.sequence(),
                        entry -> entry.value.image().offset()));
    }

    private List<Integer> slots() {
        return entries().stream().map(entry -> entry.key).toList();
    }

    private List<KeyValue<Integer, PendingImage>> entries() {
        List<KeyValue<Integer, PendingImage>> entries = new ArrayList<>();
        try (KeyValueIterator<Integer, PendingImage> all = store.all()) {
            all.forEachRemaining(entries::add);
        }
        return entries;
    }

    private static IncomingImage image(long offset) {
        return SampleImages.incoming(offset, null, new byte[] {(byte) offset});
    }
}
