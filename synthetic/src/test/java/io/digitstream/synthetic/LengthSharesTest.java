package io.digitstream.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.synthetic.raster.SeededRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LengthSharesTest {
    @Test
    void reachBeyondWhatANetworkReads() {
        for (int digits = 1; digits <= 12; digits++) {
            assertThat(LengthShares.upTo(digits).shares().size() - 1).isGreaterThan(digits + 1);
        }
        assertThat(LengthShares.upTo(5)).isEqualTo(LengthShares.usual());
    }

    @Test
    void drawsEachLengthAsOftenAsItsShareSays() {
        LengthShares usual = LengthShares.usual();
        int[] counts = new int[usual.shares().size()];
        for (long index = 0; index < 20_000; index++) {
            counts[usual.draw(SeededRandom.of(11, index))]++;
        }
        for (int length = 0; length < counts.length; length++) {
            assertThat(counts[length] / 20_000.0).isCloseTo(usual.shares().get(length), within(0.01));
        }
    }

    @Test
    void countsTheDigitsOfTheNumbersDrawn() {
        SyntheticNumbers numbers = new SyntheticNumbers(12, new LengthShares(List.of(0.0, 3.0, 1.0)));
        int ones = 0;
        for (long index = 0; index < 400; index++) {
            int length = numbers.draw(index).digits().length();
            assertThat(length).isBetween(1, 2);
            ones += length == 1 ? 1 : 0;
        }
        assertThat(ones / 400.0).isCloseTo(0.75, within(0.07));
    }

    @Test
    void usualSharesSumToOne() {
        assertThat(LengthShares.usual().shares().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void refusesSharesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LengthShares(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new LengthShares(List.of(0.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new LengthShares(List.of(1.0, -0.1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new LengthShares(List.of(Double.NaN)));
    }
}
