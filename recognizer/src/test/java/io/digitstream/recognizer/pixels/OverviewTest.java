package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageFiles;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OverviewTest {
    private static final InputShape SHAPE = new InputShape(80, 160);
    private static final Offset<Double> EXACT = within(1e-9);

    @ParameterizedTest
    @CsvSource({
        "320, 160, 160, 80",
        "16, 8, 160, 80",
        "100, 100, 80, 80",
        "400, 100, 160, 40",
        "300, 400, 60, 80",
        "667, 500, 107, 80",
        // Of extreme proportions, no narrower than 8.
        "3000, 1, 160, 8",
        "1, 3000, 8, 80",
        "1, 1, 80, 80",
    })
    void keepsThePhotosProportionsAndFillsTheInputAlongOneAxis(int photoWidth, int photoHeight, int width, int height) {
        Overview overview = Overview.of(ImageFiles.plain(photoWidth, photoHeight, 0x405060), SHAPE);
        assertThat(overview.shape()).isEqualTo(SHAPE);
        assertThat(overview.content().shape()).isEqualTo(new InputShape(height, width));
        assertThat(overview.content().values()).containsOnly(0x40, 0x50, 0x60);
    }

    @Test
    void showsTheWholePhoto() {
        BufferedImage scene = ImageFiles.scene(200, 150, 3);
        assertThat(Overview.of(scene, SHAPE).content().values())
                .isEqualTo(Crop.whole(200, 150)
                        .cutFrom(scene, new InputShape(80, 107))
                        .values());
    }

    @Test
    void showsAPartInThePlaceOfThePhoto() {
        BufferedImage scene = ImageFiles.scene(400, 300, 3);
        Crop part = new Crop(30.5, 70, 120, 40);
        Overview overview = Overview.of(scene, part, SHAPE);
        assertThat(overview.content().shape()).isEqualTo(new InputShape(53, 160));
        assertThat(overview.content().values())
                .isEqualTo(part.cutFrom(scene, new InputShape(53, 160)).values());
        Box all = overview.inPhoto(new Box(0, 13, 160, 53), part.width(), part.height());
        assertThat(all.left()).isCloseTo(0, EXACT);
        assertThat(all.top()).isCloseTo(0, EXACT);
        assertThat(all.right()).isCloseTo(120, EXACT);
        assertThat(all.bottom()).isCloseTo(40, EXACT);
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "400, 100", "320, 160", "3000, 1", "301, 400"})
    void isWrittenNormalizedAsItsPhotoAloneWithZerosAround(int photoWidth, int photoHeight) {
        Overview overview = Overview.of(ImageFiles.scene(photoWidth, photoHeight, 5), SHAPE);
        int width = overview.content().shape().width();
        int height = overview.content().shape().height();
        float[] alone = new float[overview.content().shape().size()];
        overview.content().normalizeInto(alone, 0);
        float[] batch = new float[3 * SHAPE.size()];
        Arrays.fill(batch, 7);

        overview.normalizeInto(batch, SHAPE.size());

        int left = (160 - width) / 2;
        int top = (80 - height) / 2;
        for (int i = 0; i < SHAPE.size(); i++) {
            int channel = i / (80 * 160);
            int y = i / 160 % 80 - top;
            int x = i % 160 - left;
            boolean inside = y >= 0 && x >= 0 && y < height && x < width;
            float expected = inside ? alone[(channel * height + y) * width + x] : 0;
            assertThat(batch[SHAPE.size() + i]).isEqualTo(expected);
        }
        assertThat(batch[SHAPE.size() - 1]).as("the photo before").isEqualTo(7);
        assertThat(batch[2 * SHAPE.size()]).as("the photo after").isEqualTo(7);
    }

    @Test
    void knowsWhereItsPlacesAreInThePhoto() {
        // 160 x 40 of its pixels are the photo, below 20 rows of nothing.
        Overview overview = Overview.of(ImageFiles.plain(400, 100, 0), SHAPE);
        assertThat(overview.inPhoto(new Box(0, 20, 160, 40), 400, 100)).isEqualTo(new Box(0, 0, 400, 100));
        assertThat(overview.inPhoto(new Box(40, 30, 20, 4), 400, 100)).isEqualTo(new Box(100, 25, 50, 10));
        assertThat(overview.inPhoto(new Box(40, 0, 20, 4), 400, 100)).isEqualTo(new Box(100, -50, 50, 10));
        assertThat(overview.inOverview(new Box(100, 25, 50, 10), 400, 100)).isEqualTo(new Box(40, 30, 20, 4));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsAPlaceAgainThereAndBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            int width = 1 + random.nextInt(300);
            int height = 1 + random.nextInt(300);
            Overview overview = Overview.of(ImageFiles.plain(width, height, 0), SHAPE);
            Box box = new Box(
                    random.nextDouble() * width,
                    random.nextDouble() * height,
                    1 + random.nextDouble() * width,
                    1 + random.nextDouble() * height);
            Box back = overview.inPhoto(overview.inOverview(box, width, height), width, height);
            assertThat(back.left()).isCloseTo(box.left(), EXACT);
            assertThat(back.top()).isCloseTo(box.top(), EXACT);
            assertThat(back.width()).isCloseTo(box.width(), EXACT);
            assertThat(back.height()).isCloseTo(box.height(), EXACT);
            Box all = overview.inOverview(new Box(0, 0, width, height), width, height);
            assertThat(all.middleX()).isCloseTo(80, within(0.5));
            assertThat(all.middleY()).isCloseTo(40, within(0.5));
            assertThat(all.width()).isCloseTo(overview.content().shape().width(), EXACT);
            assertThat(all.height()).isCloseTo(overview.content().shape().height(), EXACT);
        }
    }

    @Test
    void isNoLargerThanTheInput() {
        Pixels wide = new Pixels(new InputShape(80, 161), new byte[3 * 80 * 161]);
        Pixels high = new Pixels(new InputShape(81, 160), new byte[3 * 81 * 160]);
        assertThatThrownBy(() -> new Overview(SHAPE, wide)).hasMessageContaining("does not fit into");
        assertThatThrownBy(() -> new Overview(SHAPE, high)).hasMessageContaining("does not fit into");
    }
}
