package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TapsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void weighToOneOverSourcePixelsThatExist(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            int limit = 1 + random.nextInt(random.nextBoolean() ? 5 : 2000);
            double start = random.nextDouble() * limit * 0.999;
            double length = Math.max(0.01, random.nextDouble() * (limit - start));
            int count = 1 + random.nextInt(100);
            Taps taps = Taps.along(start, length, count, limit);
            assertThat(taps.from()).isNotNegative();
            assertThat(taps.to()).isLessThanOrEqualTo(limit);
            for (int target = 0; target < count; target++) {
                assertThat(taps.first(target)).isGreaterThanOrEqualTo(taps.from());
                assertThat(taps.end(target)).isBetween(taps.first(target) + 1, taps.to());
                double sum = 0;
                for (int source = taps.first(target); source < taps.end(target); source++) {
                    assertThat(weight(taps, target, source)).isPositive();
                    sum += weight(taps, target, source);
                }
                assertThat(sum).isCloseTo(1, within(1e-5));
            }
        }
    }

    @Test
    void takePixelForPixelWhereNothingIsStretched() {
        Taps taps = Taps.along(3, 5, 5, 20);
        for (int target = 0; target < 5; target++) {
            assertThat(weight(taps, target, 3 + target)).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void averageEvenlyOverThePixelsThatATargetPixelCoversAndFadeBeyond() {
        Taps taps = Taps.along(0, 40, 10, 40);
        assertThat(taps.first(5)).isEqualTo(18);
        assertThat(taps.end(5)).isEqualTo(26);
        for (int distance = 0; distance < 4; distance++) {
            assertThat(weight(taps, 5, 22 + distance)).isCloseTo(weight(taps, 5, 21 - distance), within(1e-6f));
        }
        assertThat(weight(taps, 5, 22)).isGreaterThan(weight(taps, 5, 23));
    }

    private static float weight(Taps taps, int target, int source) {
        return taps.weights(target)[source - taps.first(target)];
    }
}
