package io.digitstream.trainer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.trainer.photos.LabeledPhoto;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayTest {
    private static final InputShape SHAPE = new InputShape(8, 8);
    private static final ExampleSource<Example> OLD =
            index -> new Example(new Pixels(SHAPE, new byte[SHAPE.size()]), "1");
    private static final List<LabeledPhoto> FRESH = List.of(photo("22"), photo("333"));

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 1})
    void mixesNewPhotosAmongKnownExamples(double share) {
        List<String> labels = labels(new Replay(OLD, FRESH, share, SHAPE, 1), 2_000);

        assertThat(labels.stream().filter(label -> !label.equals("1")).count() / 2_000.0)
                .isCloseTo(share, within(0.03));
    }

    @Test
    void showsAllNewPhotos() {
        assertThat(labels(new Replay(OLD, FRESH, 1, SHAPE, 1), 50)).containsOnly("22", "333");
    }

    @Test
    void withoutNewPhotosAllIsKnown() {
        assertThat(labels(new Replay(OLD, List.of(), 1, SHAPE, 1), 50)).containsOnly("1");
    }

    @Test
    void theSameIndexGivesTheSameExample() {
        Replay replay = new Replay(OLD, FRESH, 0.5, SHAPE, 1);

        assertThat(replay.example(7).label()).isEqualTo(replay.example(7).label());
        assertThat(replay.example(7).pixels().values())
                .isEqualTo(replay.example(7).pixels().values());
        assertThat(labels(replay, 200)).isNotEqualTo(labels(new Replay(OLD, FRESH, 0.5, SHAPE, 2), 200));
    }

    private static List<String> labels(Replay replay, int count) {
        return LongStream.range(0, count)
                .mapToObj(index -> replay.example(index).label())
                .toList();
    }

    private static LabeledPhoto photo(String label) {
        return new LabeledPhoto(
                label, new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), new Region(5, 5, 10, 10), label);
    }
}
