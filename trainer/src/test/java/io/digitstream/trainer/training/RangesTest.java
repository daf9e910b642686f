package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class RangesTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "32767, 2", "32768, 2", "32769, 3", "200000, 2"})
    void coverEveryParameterOnce(int length, int threads) throws InterruptedException {
        INDArray array = Nd4j.zeros(DataType.FLOAT, length);
        try (Ranges ranges = new Ranges(length, threads)) {
            List<INDArray> views = ranges.views(array);
            ranges.forEach(range -> views.get(range).addi(1));
            assertThat(ranges.sum(range -> views.get(range).sumNumber().doubleValue()))
                    .isEqualTo(length);
        }
        assertThat(array.minNumber().floatValue()).isEqualTo(1);
        assertThat(array.maxNumber().floatValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 100000", "5, 6", "32000, 33000", "32768, 65536", "65535, 100000"})
    void cutViewsWhereRangesEnd(int first, int end) {
        INDArray array = Nd4j.zeros(DataType.FLOAT, 100_000);
        INDArray view = array.get(NDArrayIndex.interval(first, end));
        try (Ranges ranges = new Ranges(array.length(), 1)) {
            for (int range = 0; range < ranges.count(); range++) {
                ranges.parts(array, List.of(view), range).forEach(part -> part.addi(1));
            }
        }
        assertThat(array.sumNumber().intValue()).isEqualTo(end - first);
        assertThat(view.minNumber().floatValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void sayWhyWorkFailed(int threads) {
        try (Ranges ranges = new Ranges(100_000, threads)) {
            assertThatThrownBy(() -> ranges.forEach(range -> {
                        throw new IllegalArgumentException("range " + range);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }
}
