package io.digitstream.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.pixels.Prepared;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private static final int BATCH = 50;

    private final FakeEngine first = new FakeEngine();
    private final FakeEngine second = new FakeEngine();
    private final FakeEngine third = new FakeEngine();
    private final RecordingListener listener = new RecordingListener();

    @Test
    void readsWithTheFirstUntilThereIsAnother() {
        Succession releases = succession(1, 0);

        assertThat(read(releases)).isEqualTo("first");
        assertThat(read(releases)).isEqualTo("first");
        assertThat(first.batches()).as("nothing reads along").hasSize(2);
        assertThat(listener.changes()).isEmpty();
        assertThat(listener.compared()).isEmpty();
    }

    @Test
    void closesTheOneBeforeAtOnceWhereNothingIsWatched() {
        Succession releases = succession(0, 1);
        releases.offer(second.as("second"));
        assertThat(first.closedBy()).as("not before its turn").isEmpty();

        assertThat(releases.current().weightsVersion()).isEqualTo("second");

        assertThat(first.closedBy()).hasSize(1);
        assertThat(listener.changes()).containsExactly("second took over from first");
        assertThat(read(releases)).isEqualTo("second");
        assertThat(first.batches()).isEmpty();
        assertThat(listener.compared()).isEmpty();
        releases.close();
        assertThat(first.closedBy()).hasSize(1);
        assertThat(second.closedBy()).hasSize(1);
    }

    @Test
    void keepsTheOneBeforeWhileItReadsAlong() {
        Succession releases = succession(1, 1);
        releases.offer(second.as("second"));

        read(releases);
        read(releases);

        assertThat(first.batches()).isEqualTo(second.batches()).hasSize(2);
        assertThat(first.closedBy()).isEmpty();
        assertThat(listener.compared()).containsExactly(BATCH, 2 * BATCH);
        assertThat(listener.disagreement()).isZero();
    }

    @Test
    void theOneBeforeReadsItsShareOfBatches() {
        Succession releases = succession(0.25, 1);
        releases.offer(second.as("second"));

        for (int i = 0; i < 20; i++) {
            read(releases);
        }

        assertThat(second.batches()).hasSize(20);
        assertThat(first.batches()).hasSize(5);
    }

    @Test
    void closesTheOneBeforeWhenTheNextTakesOver() {
        Succession releases = succession(1, 1);
        releases.offer(second.as("second"));
        read(releases);

        releases.offer(third.as("third"));
        assertThat(read(releases)).isEqualTo("third");

        assertThat(first.closedBy()).hasSize(1);
        assertThat(second.closedBy()).isEmpty();
        assertThat(second.batches()).as("now it reads along").hasSize(2);
        assertThat(listener.compared()).as("counted anew").containsExactly(BATCH, BATCH);
    }

    @Test
    void closesTheOneBeforeAtTheEnd() {
        Succession releases = succession(1, 1);
        releases.offer(second.as("second"));
        read(releases);
        releases.offer(third.as("third"));

        releases.close();

        assertThat(List.of(first, second, third))
                .allSatisfy(engine -> assertThat(engine.closedBy()).hasSize(1));
        assertThat(third.batches()).isEmpty();
    }

    @Test
    void goesBackFromAReleaseThatContradictsTheOneBefore() {
        Succession releases = succession(1, 0.1);
        second.misread(number -> number < 110 ? number + 1 : number);
        releases.offer(second.as("second"));

        for (int compared = 0; compared < Shadow.LEAST_COMPARED; compared += BATCH) {
            assertThat(read(releases)).isEqualTo("second");
            assertThat(listener.reasons()).hasSize(compared + BATCH < Shadow.LEAST_COMPARED ? 0 : 1);
        }

        assertThat(listener.disagreement()).isEqualTo(0.2);
        assertThat(listener.reasons())
                .containsExactly("of 200 readings that first was sure of, second reads 20.0 % otherwise");
        assertThat(listener.changes()).containsExactly("second took over from first", "back from second to first");
        assertThat(second.closedBy()).hasSize(1);
        assertThat(read(releases)).isEqualTo("first");
        assertThat(read(releases)).isEqualTo("first");
        assertThat(first.closedBy()).isEmpty();
        assertThat(second.usedAfterClosing()).isEmpty();
        assertThat(listener.compared()).as("nothing reads along any more").hasSize(4);
    }

    @Test
    void staysWithAReleaseThatContradictsTheOneBeforeNoMoreThanItMay() {
        Succession releases = succession(1, 0.1);
        second.misread(number -> number < 105 ? number + 1 : number);
        releases.offer(second.as("second"));

        for (int i = 0; i < 10; i++) {
            assertThat(read(releases)).isEqualTo("second");
        }

        assertThat(listener.disagreement()).isEqualTo(0.1);
        assertThat(listener.reasons()).isEmpty();
    }

    @Test
    void watchesTheNextOneAfterItWentBack() {
        Succession releases = succession(1, 0.1);
        second.misread(number -> number + 1);
        releases.offer(second.as("second"));
        readUntilItGoesBack(releases);

        releases.offer(third.as("third"));
        assertThat(read(releases)).isEqualTo("third");

        assertThat(listener.compared()).endsWith(BATCH);
        assertThat(listener.disagreement()).isZero();
        releases.close();
        assertThat(List.of(first, second, third))
                .allSatisfy(engine -> assertThat(engine.closedBy()).hasSize(1));
    }

    @Test
    void letsGoOfAReleaseThatFailsWhileItReadsAlong() {
        Succession releases = succession(1, 0);
        releases.offer(second.as("second"));
        read(releases);
        first.failOn(batch -> true, () -> new IllegalStateException("broken"));

        assertThat(read(releases)).isEqualTo("second");
        assertThat(read(releases)).isEqualTo("second");

        assertThat(first.batches()).as("it is not asked again").hasSize(2);
        assertThat(first.closedBy()).hasSize(1);
        assertThat(listener.changes()).containsExactly("second took over from first");
        releases.close();
        assertThat(first.closedBy()).hasSize(1);
    }

    @Test
    void closesWhatIsReplacedBeforeItsTurn() {
        Succession releases = succession(1, 0);
        releases.offer(second.as("second"));
        releases.offer(third.as("third"));

        assertThat(second.closedBy()).hasSize(1);
        assertThat(read(releases)).isEqualTo("third");
        assertThat(listener.changes()).containsExactly("third took over from first");
    }

    @Test
    void nobodyTakesOverWhoWasWithdrawn() {
        Succession releases = succession(1, 0);
        releases.offer(second.as("second"));

        releases.withdraw();
        releases.withdraw();

        assertThat(second.closedBy()).hasSize(1);
        assertThat(read(releases)).isEqualTo("first");
    }

    @Test
    void closesTheCurrentOneEvenIfTheOneBeforeCannotBeClosed() {
        Succession releases = succession(1, 0);
        releases.offer(second.as("second"));
        read(releases);
        first.failOnClose(new IllegalStateException("a double free"));

        assertThatThrownBy(releases::close).hasMessage("a double free");

        assertThat(second.closedBy()).hasSize(1);
    }

    @Test
    void closesAllOthersEvenIfTheNextOneCannotBeClosed() {
        Succession releases = succession(1, 0);
        releases.offer(second.as("second"));
        read(releases);
        third.failOnClose(new IllegalStateException("a double free"));
        releases.offer(third.as("third"));

        assertThatThrownBy(releases::close).hasMessage("a double free");

        assertThat(first.closedBy()).hasSize(1);
        assertThat(second.closedBy()).hasSize(1);
    }

    private Succession succession(double share, double bound) {
        Succession releases = new Succession(
                CompletableFuture.completedFuture(first.as("first")), new ShadowPolicy(share, bound), listener);
        try {
            releases.begin();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return releases;
    }

    private void readUntilItGoesBack(Succession releases) {
        for (int batches = 0; listener.reasons().isEmpty(); batches++) {
            assertThat(batches).isLessThan(10);
            read(releases);
        }
    }

    /** One batch of the numbers from 100 on, as the inference thread reads it; gives the version that did. */
    private static String read(Succession releases) {
        List<Prepared> batch = IntStream.range(100, 100 + BATCH)
                .<Prepared>mapToObj(FakeEngine::cut)
                .toList();
        var current = releases.current();
        releases.watch(batch, current.read(batch));
        return current.weightsVersion();
    }
}
