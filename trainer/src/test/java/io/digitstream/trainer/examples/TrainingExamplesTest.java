package io.digitstream.trainer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.trainer.photos.LabeledPhoto;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingExamplesTest {
    private static final Architecture NETWORK = Architecture.of(5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void givesTheSamePixelsForTheSameIndexInAnyOrderAndOnAnyThread(long seed) {
        TrainingExamples examples = new TrainingExamples(photos(), new Mix(0.4, 0), NETWORK, Typefaces.builtIn(), seed);
        List<Integer> inOrder =
                IntStream.range(0, 40).mapToObj(i -> hash(examples.example(i))).toList();
        List<Integer> indices = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
        Collections.shuffle(indices, new Random(seed));
        TrainingExamples others = new TrainingExamples(photos(), new Mix(0.4, 0), NETWORK, Typefaces.builtIn(), seed);
        int[] shuffled = new int[40];
        indices.parallelStream().forEach(i -> shuffled[i] = hash(others.example(i)));
        assertThat(Arrays.stream(shuffled).boxed().toList()).isEqualTo(inOrder);
    }

    @Test
    void showsAPhotoDifferentlyEveryTime() {
        TrainingExamples examples =
                new TrainingExamples(photos().subList(0, 1), new Mix(0, 0), NETWORK, Typefaces.builtIn(), 1);
        Set<Integer> looks = new HashSet<>();
        LongStream.range(0, 50).forEach(i -> looks.add(hash(examples.example(i))));
        assertThat(looks).hasSize(50);
    }

    @Test
    void showsOtherThingsWithAnotherSeed() {
        assertThat(hash(new TrainingExamples(photos(), new Mix(0, 0), NETWORK, Typefaces.builtIn(), 1).example(0)))
                .isNotEqualTo(hash(
                        new TrainingExamples(photos(), new Mix(0, 0), NETWORK, Typefaces.builtIn(), 2).example(0)));
    }

    /** No drawn number is of eight digits, the photos here are. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0.4, 25, 55", "1, 100, 100"})
    void mixesInTheShareOfDrawnNumbersThatIsAskedFor(double share, int least, int most) {
        TrainingExamples examples = new TrainingExamples(photos(), new Mix(share, 0), NETWORK, Typefaces.builtIn(), 3);
        long drawn = LongStream.range(0, 100)
                .filter(i -> !examples.example(i).label().startsWith("1234567"))
                .count();
        assertThat(drawn).isBetween((long) least, (long) most);
    }

    @Test
    void drawsFromAllPhotos() {
        TrainingExamples examples = new TrainingExamples(photos(), new Mix(0, 0), NETWORK, Typefaces.builtIn(), 4);
        assertThat(LongStream.range(0, 100)
                        .mapToObj(i -> examples.example(i).label())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        photos().stream().map(LabeledPhoto::label).toList());
    }

    @Test
    void needsPhotosUnlessAllIsDrawn() {
        assertThat(new TrainingExamples(List.of(), new Mix(1, 0), NETWORK, Typefaces.builtIn(), 1)
                        .example(0)
                        .pixels()
                        .shape())
                .isEqualTo(NETWORK.input());
        assertThatThrownBy(() -> new TrainingExamples(List.of(), new Mix(0.99, 0), NETWORK, Typefaces.builtIn(), 1))
                .hasMessageContaining("no photos to train on");
    }

    /** Annotators' boxes reach outside, and some photos are tiny. */
    @ParameterizedTest
    @CsvSource({
        "100, 60, -30, -20, 60, 40",
        "100, 60, 80, 50, 60, 40",
        "100, 60, -500, -500, 2000, 2000",
        "100, 60, 99, 59, 1, 1",
        "1, 1, 0, 0, 1, 1",
        "2, 300, 0, 0, 2, 300",
        "900, 700, 0, 0, 900, 700",
    })
    void looksAtAnyRegionOfAnyPhoto(int photoWidth, int photoHeight, int left, int top, int width, int height) {
        LabeledPhoto photo =
                new LabeledPhoto("any", photo(photoWidth, photoHeight, 1), new Region(left, top, width, height), "5");
        TrainingExamples examples =
                new TrainingExamples(List.of(photo), new Mix(0, 0), NETWORK, Typefaces.builtIn(), 6);
        for (long i = 0; i < 25; i++) {
            assertThat(examples.example(i).pixels().shape()).isEqualTo(NETWORK.input());
        }
    }

    /** The digits are dark in a bright region on a dark wall; where they are seen, bright pixels are. */
    @Test
    void keepsTheNumberInView() {
        BufferedImage wall = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        for (int y = 80; y < 120; y++) {
            for (int x = 100; x < 180; x++) {
                wall.setRGB(x, y, 0xFFFFFF);
            }
        }
        TrainingExamples examples = new TrainingExamples(
                List.of(new LabeledPhoto("wall", wall, new Region(100, 80, 80, 40), "1")),
                new Mix(0, 0),
                NETWORK,
                Typefaces.builtIn(),
                7);
        for (long i = 0; i < 100; i++) {
            byte[] values = examples.example(i).pixels().values();
            int middle = values[24 * 64 + 32] & 0xFF;
            int corner = Math.abs((values[0] & 0xFF) - middle);
            int otherCorner = Math.abs((values[47 * 64 + 63] & 0xFF) - middle);
            assertThat(Math.max(corner, otherCorner)).as("example %d", i).isGreaterThan(40);
        }
    }

    private static List<LabeledPhoto> photos() {
        return IntStream.range(0, 4)
                .mapToObj(
                        i -> new LabeledPhoto(i + ".png", photo(120, 80, i), new Region(30, 20, 50, 30), "1234567" + i))
                .toList();
    }

    private static BufferedImage photo(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        for (int i = 0; i < 20; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillOval(random.nextInt(width), random.nextInt(height), 1 + width / 4, 1 + height / 4);
        }
        graphics.dispose();
        return photo;
    }

    private static int hash(Example example) {
        return 31 * Arrays.hashCode(example.pixels().values()) + example.label().hashCode();
    }
}
