package io.digitstream.trainer.releasing;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.weights.GoldenImage;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the images that a release carries to prove itself by. They are drawn, so that no photo of anybody's, and no terms of
 * a data set, travel with the weights.
 */
public final class GoldenImages {
    private static final long SEED = 79;
    private static final int WANTED = 16;
    private static final int TRIED = 300;

    /** All of them have to fit into the header of a weights file. */
    private static final int MOST_BYTES = 24 << 10;

    private GoldenImages() {}

    /** The release with numbers that it reads right, as many as there are among the first few hundred, at most 16. */
    public static Release into(Release release) {
        try (Recognizer recognizer = Recognizer.of(release)) {
            SyntheticNumbers drawn = new SyntheticNumbers(SEED);
            List<GoldenImage> chosen = new ArrayList<>();
            for (int i = 0; i < TRIED && chosen.size() < WANTED; i++) {
                SyntheticNumber number = drawn.draw(i);
                // In every other image the number has to be found first.
                Region region = chosen.size() % 2 == 0 ? number.region() : null;
                byte[] file = png(number.photo());
                if (!number.digits().isEmpty()
                        && file.length <= MOST_BYTES
                        && reads(recognizer, file, region, number)) {
                    chosen.add(new GoldenImage(file, region, number.digits()));
                }
            }
            return release.withGolden(chosen);
        }
    }

    private static boolean reads(Recognizer recognizer, byte[] file, @Nullable Region region, SyntheticNumber number) {
        try {
            Prepared image = recognizer.networks().preparer(ImageLimits.DEFAULT).prepare(file, region);
            PlacedReading reading = recognizer.read(List.of(image)).get(0);
            return reading.reading().best().isRight(number.digits());
        } catch (ImageRejectedException e) {
            throw new IllegalStateException("an image that was just drawn cannot be decoded", e);
        }
    }

    private static byte[] png(BufferedImage photo) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(photo, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return file.toByteArray();
    }
}
