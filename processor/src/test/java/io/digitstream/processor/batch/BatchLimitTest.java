package io.digitstream.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchLimitTest {
    private static final int LARGEST = 32;
    private static final Duration TARGET = Duration.ofMillis(100);

    private final BatchLimit limit = new BatchLimit(new BatchPolicy(LARGEST, Duration.ZERO, TARGET));

    @Test
    void beginsWithTheLargestBatchAndStaysThereWhileItIsInTime() {
        for (int i = 0; i < 10; i++) {
            assertThat(limit.images()).isEqualTo(LARGEST);
            limit.finished(LARGEST, TARGET);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 20, 90})
    void staysNearWhatAnEngineReadsInTime(int millisAnImage) {
        int fitting = Math.max(1, 100 / millisAnImage);
        for (int i = 0; i < 1_000; i++) {
            int images = limit.images();
            limit.finished(images, Duration.ofMillis((long) images * millisAnImage));
            if (i >= 100) {
                assertThat(images).isBetween((int) (0.8 * fitting), fitting + 1);
            }
        }
    }

    @Test
    void isOneImageWhereEvenOneTakesTooLong() {
        for (int i = 0; i < 100; i++) {
            limit.finished(limit.images(), TARGET.multipliedBy(2));
        }
        assertThat(limit.images()).isOne();
    }

    @Test
    void learnsFromASlowBatchThatWasNotFull() {
        limit.finished(4, TARGET.multipliedBy(3));
        assertThat(limit.images()).isEqualTo(3);
    }

    /** Two images read in time say nothing of thirty. */
    @Test
    void doesNotGrowByBatchesThatWereNotFull() {
        limit.finished(20, TARGET.multipliedBy(3));
        limit.finished(2, Duration.ofMillis(1));
        assertThat(limit.images()).isEqualTo(18);
    }
}
