package io.digitstream.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.synthetic.scene.NumberKind;
import io.digitstream.synthetic.scene.SceneMaterials;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SyntheticNumbersTest {
    private static final int SAMPLES = 150;
    private static final SceneMaterials MATERIALS =
            new SceneMaterials(Typefaces.builtIn(), List.of(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB)));

    @BeforeAll
    static void worksWithoutADisplay() {
        System.setProperty("java.awt.headless", "true");
        assertThat(GraphicsEnvironment.isHeadless()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -7})
    void givesTheSamePixelsForTheSameSeedAndIndexInAnyOrderAndThread(long seed) {
        List<Integer> inOrder = LongStream.range(0, 60)
                .mapToObj(i -> hash(ofAllKinds(seed).draw(i)))
                .toList();
        List<Integer> indexes = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
        Collections.shuffle(indexes, new Random(seed));
        SyntheticNumbers shared = ofAllKinds(seed);
        int[] shuffled = new int[60];
        indexes.parallelStream().forEach(i -> shuffled[i] = hash(shared.draw(i)));
        assertThat(shuffled)
                .containsExactly(inOrder.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void neverDrawsTheSamePhotoTwice() {
        Set<Integer> photos = new HashSet<>();
        for (long index = 0; index < 100; index++) {
            photos.add(hash(new SyntheticNumbers(1).draw(index)));
            photos.add(hash(new SyntheticNumbers(2).draw(index)));
        }
        assertThat(photos).hasSize(200);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheRegionInsideThePhotoOnEveryKind(NumberKind kind) {
        SyntheticNumbers numbers = new SyntheticNumbers(3, LengthShares.upTo(8), EnumSet.of(kind), MATERIALS);
        for (long index = 0; index < SAMPLES; index++) {
            SyntheticNumber number = numbers.draw(index);
            Region region = number.region();
            if (region == null) {
                assertThat(number.digits()).isEmpty();
                continue;
            }
            assertThat(region.left()).isNotNegative();
            assertThat(region.top()).isNotNegative();
            assertThat(region.left() + region.width())
                    .isLessThanOrEqualTo(number.photo().getWidth());
            assertThat(region.top() + region.height())
                    .isLessThanOrEqualTo(number.photo().getHeight());
        }
    }

    @ParameterizedTest
    @EnumSource
    void coversSomeOfThePhotoWithTheRegionOnEveryKind(NumberKind kind) {
        SyntheticNumbers numbers =
                new SyntheticNumbers(9, new LengthShares(List.of(0.0, 0.0, 0.0, 1.0)), EnumSet.of(kind), MATERIALS);
        for (long index = 0; index < 60; index++) {
            SyntheticNumber number = numbers.draw(index);
            Region region = Objects.requireNonNull(number.region());
            assertThat(region.height()).isGreaterThan(5);
            assertThat(region.width()).isGreaterThan(5);
        }
    }

    @Test
    void refusesToDrawOfNoKind() {
        assertThatThrownBy(() ->
                        new SyntheticNumbers(1, LengthShares.usual(), EnumSet.noneOf(NumberKind.class), MATERIALS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Digits have edges, walls and papers have few: what is in the region is busier than what is around it. */
    @Test
    void putsTheRegionWhereTheDigitsAre() {
        SyntheticNumbers numbers = new SyntheticNumbers(4, new LengthShares(List.of(0.0, 0.0, 1.0, 1.0)));
        long busierInside = LongStream.range(0, SAMPLES)
                .mapToObj(numbers::draw)
                .filter(number -> busyness(number, true) > busyness(number, false))
                .count();
        assertThat(busierInside).isGreaterThan(SAMPLES * 85 / 100);
    }

    @Test
    void drawsDigitsOfTheSizesThatPhotosHave() {
        SyntheticNumbers numbers = new SyntheticNumbers(5, new LengthShares(List.of(0.0, 0.0, 1.0, 1.0)));
        for (long index = 0; index < SAMPLES; index++) {
            SyntheticNumber number = numbers.draw(index);
            Region region = Objects.requireNonNull(number.region());
            assertThat(region.height()).isBetween(8, 320);
            assertThat(number.photo().getWidth()).isBetween(12, 420);
        }
    }

    @Test
    void drawsPhotosWithoutANumberTooSomeWithARegion() {
        SyntheticNumbers none = new SyntheticNumbers(6, new LengthShares(List.of(1.0)));
        List<SyntheticNumber> photos =
                LongStream.range(0, 100).mapToObj(none::draw).toList();
        assertThat(photos).allMatch(number -> number.digits().isEmpty());
        assertThat(photos).anyMatch(number -> number.region() == null);
        assertThat(photos).anyMatch(number -> number.region() != null);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 7, 12})
    void drawsNumbersOfAnyLengthAsked(int length) {
        List<Double> shares = new ArrayList<>(Collections.nCopies(length, 0.0));
        shares.add(1.0);
        SyntheticNumbers numbers = new SyntheticNumbers(7, new LengthShares(shares));
        assertThat(LongStream.range(0, 40).mapToObj(numbers::draw))
                .allMatch(number -> number.digits().length() == length);
    }

    private static SyntheticNumbers ofAllKinds(long seed) {
        return new SyntheticNumbers(seed, LengthShares.upTo(8), EnumSet.allOf(NumberKind.class), MATERIALS);
    }

    private static int hash(SyntheticNumber number) {
        BufferedImage photo = number.photo();
        int[] pixels = photo.getRGB(0, 0, photo.getWidth(), photo.getHeight(), null, 0, photo.getWidth());
        return Objects.hash(number.digits(), number.region(), Arrays.hashCode(pixels));
    }

    /** The variance of the steps from pixel to pixel, inside or outside the region. */
    private static double busyness(SyntheticNumber number, boolean inside) {
        Region region = Objects.requireNonNull(number.region());
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < number.photo().getHeight(); y++) {
            for (int x = 0; x < number.photo().getWidth() - 1; x++) {
                boolean within = x >= region.left()
                        && y >= region.top()
                        && x < region.left() + region.width()
                        && y < region.top() + region.height();
                if (within == inside) {
                    int step = green(number, x + 1, y) - green(number, x, y);
                    count++;
                    sum += step;
                    squares += (double) step * step;
                }
            }
        }
        return count == 0 ? 0 : squares / count - sum * sum / count / count;
    }

    private static int green(SyntheticNumber number, int x, int y) {
        return number.photo().getRGB(x, y) >> 8 & 0xff;
    }
}
