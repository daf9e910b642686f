package io.digitstream.trainer.examples;

import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.synthetic.raster.Jpeg;
import io.digitstream.synthetic.raster.Kernel;
import io.digitstream.synthetic.raster.Planes;
import io.digitstream.synthetic.raster.SeededRandom;
import java.util.List;

/** Changes how a crop looks and not what it shows: focus, resolution, light, colours, noise, compression. */
public final class PhotometricAugmentation {
    private static final List<List<Integer>> COLOUR_ORDERS =
            List.of(List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1), List.of(2, 1, 0));

    private PhotometricAugmentation() {}

    public static Pixels develop(Pixels crop, SeededRandom random) {
        Planes photo = focus(Planes.of(crop), random);
        colour(photo, random);
        if (random.chance(0.12)) {
            photo = photo.reordered(random.pick(COLOUR_ORDERS));
        }
        if (random.chance(0.3)) {
            fallOff(photo, random);
        }
        expose(photo, random);
        if (random.chance(0.1)) {
            cover(photo, random);
        }
        if (random.chance(0.35)) {
            photo.addNoise(random.near(0.005, 0.035), random);
        }
        if (random.chance(0.12)) {
            photo = Planes.of(Jpeg.compressed(photo.toImage(), random.between(0.25, 0.85)));
        }
        return photo.toPixels();
    }

    /** Swaps colours or inverts them now and then. */
    static Pixels recolour(Pixels crop, SeededRandom random) {
        boolean reordered = random.chance(0.12);
        boolean negative = random.chance(0.1);
        if (!reordered && !negative) {
            return crop;
        }
        Planes photo = Planes.of(crop);
        if (reordered) {
            photo = photo.reordered(random.pick(COLOUR_ORDERS));
        }
        if (negative) {
            for (int c = 0; c < 3; c++) {
                photo.bend(c, level -> 1 - level);
            }
        }
        return photo.toPixels();
    }

    private static Planes focus(Planes photo, SeededRandom random) {
        Planes seen = photo;
        if (random.chance(0.25)) {
            double reduction = random.near(1.1, 1.9);
            Kernel pixel = Kernel.box(reduction);
            seen.blur(pixel, pixel);
            seen = seen.resized(
                            (int) Math.round(photo.width() / reduction), (int) Math.round(photo.height() / reduction))
                    .resized(photo.width(), photo.height());
        }
        if (random.chance(0.25)) {
            Kernel lens = Kernel.gaussian(random.near(0.3, 0.9));
            seen.blur(lens, lens);
        }
        if (random.chance(0.07)) {
            boolean along = random.chance(0.6);
            Kernel shaken = Kernel.box(random.between(1.5, 2.8));
            Kernel still = Kernel.gaussian(0);
            seen.blur(along ? shaken : still, along ? still : shaken);
        }
        if (random.chance(0.15)) {
            seen.sharpen(random.between(0.3, 1.5), Kernel.gaussian(random.between(0.7, 1.5)));
        }
        return seen;
    }

    private static void colour(Planes photo, SeededRandom random) {
        if (random.chance(0.12)) {
            photo.saturate(0);
        } else if (random.chance(0.4)) {
            photo.saturate(random.between(0.2, 1.8));
        }
    }

    private static void fallOff(Planes photo, SeededRandom random) {
        double angle = random.between(0, 2 * Math.PI);
        double depth = random.near(0.1, 0.6);
        double right = depth * Math.cos(angle) / photo.width();
        double down = depth * Math.sin(angle) / photo.height();
        photo.multiply((x, y) -> (float) (1 + right * (x - photo.width() / 2.0) + down * (y - photo.height() / 2.0)));
    }

    /** Contrast, brightness, colour cast, gamma; now and then a negative. */
    private static void expose(Planes photo, SeededRandom random) {
        double contrast = random.between(0.7, 1.35);
        double gamma = Math.exp(random.between(-0.3, 0.3));
        double brightness = random.between(-0.09, 0.09);
        boolean negative = random.chance(0.15);
        for (int c = 0; c < 3; c++) {
            double cast = brightness + random.between(-0.07, 0.07);
            photo.bend(c, level -> (Math.pow(negative ? 1 - level : level, gamma) - 0.5) * contrast + 0.5 + cast);
        }
    }

    /** A twig, a cable, a spot: too small to hide a digit whole. */
    private static void cover(Planes photo, SeededRandom random) {
        double angle = random.between(0, Math.PI);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double atX = photo.width() * random.between(0, 1);
        double atY = photo.height() * random.between(0, 1);
        double thick = random.between(0.6, 3);
        double length = random.between(3, 40);
        float level = (float) random.between(-0.7, 0.7);
        photo.add((x, y) -> {
            double across = Math.abs((x - atX) * sin - (y - atY) * cos);
            double along = Math.abs((x - atX) * cos + (y - atY) * sin);
            return across <= thick / 2 && along <= length / 2 ? level : 0;
        });
    }
}
