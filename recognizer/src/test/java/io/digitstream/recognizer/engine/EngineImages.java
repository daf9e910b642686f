package io.digitstream.recognizer.engine;

import static java.util.Objects.requireNonNull;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What engines are tested with. */
public final class EngineImages {
    /** Where the digits are on the {@link #plate()}. */
    static final Region NUMBER = new Region(38, 28, 81, 44);

    private EngineImages() {}

    /** A drawn house number, 207, on a plate on a brick wall; 150 x 100 pixels, the number within {@link #NUMBER}. */
    static byte[] plate() {
        try (InputStream in = requireNonNull(EngineImages.class.getResourceAsStream("plate.png"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The plate as the network sees it. */
    public static Pixels plate(InputShape shape) {
        try {
            Preparer preparer = new Preparer(shape, LocatorArchitecture.CURRENT.input(), ImageLimits.DEFAULT);
            return ((Prepared.Cut) preparer.prepare(plate(), NUMBER)).pixels();
        } catch (ImageRejectedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An image of one colour, red, green and blue as one number. */
    static Pixels colour(InputShape shape, int rgb) {
        byte[] values = new byte[shape.size()];
        int plane = shape.size() / InputShape.CHANNELS;
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (rgb >> (16 - 8 * (i / plane)));
        }
        return new Pixels(shape, values);
    }

    /** Photos that have nothing to do with each other, of all proportions. */
    public static List<Overview> overviews(InputShape shape, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Overview> overviews = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            InputShape inside = i % 2 == 0
                    ? new InputShape(shape.height(), random.nextInt(8, shape.width() + 1))
                    : new InputShape(random.nextInt(8, shape.height() + 1), shape.width());
            overviews.add(
                    new Overview(shape, noise(inside, 1, random.nextLong()).get(0)));
        }
        return overviews;
    }

    /** Images that have nothing to do with each other. */
    public static List<Pixels> noise(InputShape shape, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Pixels> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] values = new byte[shape.size()];
            int level = (int) (random.nextLong() >>> 57);
            for (int k = 0; k < values.length; k++) {
                values[k] = (byte) (level + (random.nextLong() >>> 57));
            }
            images.add(new Pixels(shape, values));
        }
        return images;
    }
}
