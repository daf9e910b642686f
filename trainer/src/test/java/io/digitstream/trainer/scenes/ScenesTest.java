package io.digitstream.trainer.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSource;
import io.digitstream.trainer.photos.PostPhotos;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScenesTest {
    private static final InputShape SHAPE = new InputShape(80, 160);
    private static final List<LabeledPhoto> PHOTOS = PostPhotos.some(6);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void areTheSameForTheSameIndexInAnyOrderAndOnAnyThread(long seed) {
        Scenes scenes = new Scenes(PHOTOS, SHAPE, seed);
        List<Integer> inOrder =
                IntStream.range(0, 40).mapToObj(i -> hash(scenes.example(i))).toList();
        List<Integer> indices = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
        Collections.shuffle(indices, new Random(seed));
        Scenes others = new Scenes(PHOTOS, SHAPE, seed);
        int[] shuffled = new int[40];
        indices.parallelStream().forEach(i -> shuffled[i] = hash(others.example(i)));
        assertThat(Arrays.stream(shuffled).boxed().toList()).isEqualTo(inOrder);
    }

    @Test
    void areNeverTheSameTwiceAndOthersForAnotherSeed() {
        Set<Integer> looks = new HashSet<>();
        LongStream.range(0, 60).forEach(i -> looks.add(hash(new Scenes(PHOTOS, SHAPE, 1).example(i))));
        LongStream.range(0, 60).forEach(i -> looks.add(hash(new Scenes(PHOTOS, SHAPE, 2).example(i))));
        assertThat(looks).hasSize(120);
    }

    @Test
    void showNoNumberOneOrTwo() {
        int[] counts = new int[3];
        for (Scene scene : some(400, 3)) {
            assertThat(scene.numbers()).hasSizeLessThanOrEqualTo(2);
            counts[scene.numbers().size()]++;
        }
        assertThat(counts[0]).isBetween(40, 160);
        assertThat(counts[1]).isGreaterThan(200);
        assertThat(counts[2]).isPositive();
    }

    @Test
    void haveTheShapeThatTheNetworkTakes() {
        InputShape other = new InputShape(48, 64);
        assertThat(some(30, 4)).allMatch(scene -> scene.overview().shape().equals(SHAPE));
        assertThat(new Scenes(PHOTOS, other, 4).example(0).overview().shape()).isEqualTo(other);
    }

    @Test
    void showTheirNumbersWholeAlmostAlways() {
        int numbers = 0;
        int whole = 0;
        for (Scene scene : some(300, 5)) {
            Box photo = photo(scene.overview());
            for (Box number : scene.numbers()) {
                double width = Math.min(number.right(), photo.right()) - Math.max(number.left(), photo.left());
                double height = Math.min(number.bottom(), photo.bottom()) - Math.max(number.top(), photo.top());
                whole += width > 0.95 * number.width() && height > 0.95 * number.height() ? 1 : 0;
                numbers++;
            }
        }
        assertThat((double) whole / numbers).isGreaterThan(0.97);
    }

    /** Where in the overview the photo is. */
    private static Box photo(Overview overview) {
        InputShape content = overview.content().shape();
        return overview.inOverview(new Box(0, 0, content.width(), content.height()), content.width(), content.height());
    }

    /** Photos whose only contrast is their number's, so that most contrast must be where the box is. */
    @Test
    void sayWhereTheirNumbersAre() {
        int scenes = 0;
        int right = 0;
        for (Scene scene : some(300, 6)) {
            if (scene.numbers().size() == 1 && scene.numbers().get(0).height() > 12) {
                scenes++;
                right += contrast(scene, true) > 1.3 * contrast(scene, false) ? 1 : 0;
            }
        }
        assertThat(scenes).isGreaterThan(100);
        assertThat((double) right / scenes).isGreaterThan(0.75);
    }

    /** Mean difference between neighbours in a row, inside or outside the number's box. */
    private static double contrast(Scene scene, boolean inside) {
        Box photo = photo(scene.overview());
        Box number = scene.numbers().get(0);
        int width = scene.overview().content().shape().width();
        int height = scene.overview().content().shape().height();
        byte[] values = scene.overview().content().values();
        double sum = 0;
        int count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 1; x < width; x++) {
                double atX = x + photo.left();
                double atY = y + photo.top() + 0.5;
                boolean isInside =
                        atX > number.left() && atX < number.right() && atY > number.top() && atY < number.bottom();
                if (isInside == inside) {
                    sum += Math.abs((values[y * width + x] & 0xFF) - (values[y * width + x - 1] & 0xFF));
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    @Test
    void needTheDigitsPlacesOfAPhoto() {
        LabeledPhoto without = new LabeledPhoto("a", PHOTOS.get(0).image(), new Region(50, 50, 12, 40), "5");
        assertThatThrownBy(() -> new Scenes(List.of(without), SHAPE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no photo has the places of its digits");
        assertThatThrownBy(() -> new Scenes(List.of(), SHAPE, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Scenes(List.of(without, PHOTOS.get(1)), SHAPE, 1).example(0))
                .isNotNull();
    }

    /** As where the labels do not say where the numbers are. */
    @Test
    void needRoomBesideANumber() {
        LabeledPhoto roomy = PHOTOS.get(0);
        Region all = new Region(0, 0, roomy.image().getWidth(), roomy.image().getHeight());
        LabeledPhoto full =
                new LabeledPhoto("full", roomy.image(), all, roomy.label(), roomy.digits(), false, PhotoSource.NONE);
        assertThatThrownBy(() -> new Scenes(List.of(full), SHAPE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no photo has room beside its number, so there are no backgrounds");
        Scenes scenes = new Scenes(List.of(full, roomy), SHAPE, 1);
        for (long i = 0; i < 50; i++) {
            assertThat(scenes.example(i)).isNotNull();
        }
    }

    private static List<Scene> some(int count, long seed) {
        Scenes scenes = new Scenes(PHOTOS, SHAPE, seed);
        return LongStream.range(0, count).mapToObj(scenes::example).toList();
    }

    private static int hash(Scene scene) {
        return 31 * Arrays.hashCode(scene.overview().content().values())
                + scene.numbers().hashCode();
    }
}
