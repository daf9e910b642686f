package io.digitstream.trainer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.SeededRandom;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.photos.PhotoSource;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WeightedPhotosTest {
    private static final int DRAWS = 20_000;

    @Test
    void drawsASourceByItsWeightAndItsPhotosAlike() {
        PhotoSet few = photos("few", 2).from(new PhotoSource("few", 30));
        PhotoSet many = photos("many", 10).from(new PhotoSource("many", 10));
        Map<String, Double> shares = shares(few.and(many));
        assertThat(shares.get("few-0")).isCloseTo(15.0 / 40, within(0.02));
        assertThat(shares.get("few-1")).isCloseTo(15.0 / 40, within(0.02));
        assertThat(shares.get("many-9")).isCloseTo(1.0 / 40, within(0.01));
    }

    @Test
    void drawsPhotosOfNoSourceAlike() {
        assertThat(shares(photos("any", 4)).values()).allMatch(share -> Math.abs(share - 0.25) < 0.02);
    }

    private static Map<String, Double> shares(PhotoSet photos) {
        WeightedPhotos weighted = new WeightedPhotos(photos.photos());
        Map<String, Double> shares = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            shares.merge(weighted.pick(SeededRandom.of(1, i)).file(), 1.0 / DRAWS, Double::sum);
        }
        return shares;
    }

    private static PhotoSet photos(String name, int count) {
        return new PhotoSet(IntStream.range(0, count)
                .mapToObj(i -> new LabeledPhoto(
                        name + "-" + i,
                        new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB),
                        new Region(0, 0, 4, 4),
                        "1"))
                .toList());
    }
}
