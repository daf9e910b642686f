package io.digitstream.trainer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchSourceTest {
    private static final InputShape SHAPE = new InputShape(8, 8);

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "1, 0, 5", "3, 0, 4", "4, 7, 3", "2, 1000, 2"})
    void handsOutTheExamplesInTheOrderOfTheirIndices(int threads, long firstBatch, int size)
            throws InterruptedException {
        try (BatchSource<Example> batches = new BatchSource<>(BatchSourceTest::numbered, size, firstBatch, threads)) {
            for (long batch = firstBatch; batch < firstBatch + 20; batch++) {
                assertThat(labels(batches.next())).isEqualTo(indices(batch * size, size));
            }
        }
    }

    @Test
    void goesOnAfterAResumptionWhereItStopped() throws InterruptedException {
        try (BatchSource<Example> all = new BatchSource<>(BatchSourceTest::numbered, 3, 0, 2);
                BatchSource<Example> resumed = new BatchSource<>(BatchSourceTest::numbered, 3, 6, 2)) {
            for (int i = 0; i < 6; i++) {
                all.next();
            }
            assertThat(labels(resumed.next())).isEqualTo(labels(all.next()));
        }
    }

    @Test
    void preparesOnNamedThreadsOfItsOwn() throws InterruptedException {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        ExampleSource<Example> noting = index -> {
            threads.add(Thread.currentThread().getName());
            return numbered(index);
        };
        try (BatchSource<Example> batches = new BatchSource<>(noting, 2, 0, 2)) {
            batches.next();
            assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("examples-"));
        }
    }

    @Test
    void saysWhyAnExampleCouldNotBePrepared() throws InterruptedException {
        ExampleSource<Example> failing = index -> {
            if (index == 5) {
                throw new IllegalArgumentException("index 5 is broken");
            }
            return numbered(index);
        };
        try (BatchSource<Example> batches = new BatchSource<>(failing, 2, 0, 1)) {
            batches.next();
            batches.next();
            assertThatThrownBy(batches::next)
                    .hasMessage("an example could not be prepared")
                    .hasRootCauseMessage("index 5 is broken");
        }
    }

    private static Example numbered(long index) {
        return new Example(new Pixels(SHAPE, new byte[SHAPE.size()]), Long.toString(index));
    }

    private static List<String> labels(List<Example> batch) {
        return batch.stream().map(Example::label).toList();
    }

    private static List<String> indices(long first, int count) {
        return LongStream.range(first, first + count).mapToObj(Long::toString).toList();
    }
}
