package io.digitstream.trainer.examples;

import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.trainer.raster.Dice;
import io.digitstream.trainer.raster.Jpeg;
import io.digitstream.trainer.raster.Kernel;
import io.digitstream.trainer.raster.Planes;
import java.util.List;

/** Changes how a crop looks and not what it shows: focus, resolution, light, colours, noise, compression. */
public final class Darkroom {
    private static final List<List<Integer>> COLOUR_ORDERS =
            List.of(List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1), List.of(2, 1, 0));

    private Darkroom() {}

    public static Pixels develop(Pixels crop, Dice dice) {
        Planes photo = focus(Planes.of(crop), dice);
        colour(photo, dice);
        if (dice.chance(0.12)) {
            photo = photo.reordered(dice.pick(COLOUR_ORDERS));
        }
        if (dice.chance(0.3)) {
            fallOff(photo, dice);
        }
        expose(photo, dice);
        if (dice.chance(0.1)) {
            cover(photo, dice);
        }
        if (dice.chance(0.35)) {
            photo.addNoise(dice.near(0.005, 0.05), dice);
        }
        if (dice.chance(0.12)) {
            photo = Planes.of(Jpeg.compressed(photo.toImage(), dice.between(0.25, 0.85)));
        }
        return photo.toPixels();
    }

    private static Planes focus(Planes photo, Dice dice) {
        Planes seen = photo;
        if (dice.chance(0.25)) {
            double reduction = dice.near(1.2, 2.4);
            Kernel pixel = Kernel.box(reduction);
            seen.blur(pixel, pixel);
            seen = seen.resized(
                            (int) Math.round(photo.width() / reduction), (int) Math.round(photo.height() / reduction))
                    .resized(photo.width(), photo.height());
        }
        if (dice.chance(0.25)) {
            Kernel lens = Kernel.gaussian(dice.near(0.3, 1.2));
            seen.blur(lens, lens);
        }
        if (dice.chance(0.07)) {
            boolean along = dice.chance(0.6);
            Kernel shaken = Kernel.box(dice.between(1.5, 4));
            Kernel still = Kernel.gaussian(0);
            seen.blur(along ? shaken : still, along ? still : shaken);
        }
        if (dice.chance(0.15)) {
            seen.sharpen(dice.between(0.3, 1.5), Kernel.gaussian(dice.between(0.7, 1.5)));
        }
        return seen;
    }

    private static void colour(Planes photo, Dice dice) {
        if (dice.chance(0.12)) {
            photo.saturate(0);
        } else if (dice.chance(0.4)) {
            photo.saturate(dice.between(0.2, 1.8));
        }
    }

    private static void fallOff(Planes photo, Dice dice) {
        double angle = dice.between(0, 2 * Math.PI);
        double depth = dice.near(0.1, 0.8);
        double right = depth * Math.cos(angle) / photo.width();
        double down = depth * Math.sin(angle) / photo.height();
        photo.multiply((x, y) -> (float) (1 + right * (x - photo.width() / 2.0) + down * (y - photo.height() / 2.0)));
    }

    /** Contrast, brightness, colour cast, gamma; now and then a negative. */
    private static void expose(Planes photo, Dice dice) {
        double contrast = dice.between(0.6, 1.4);
        double gamma = Math.exp(dice.between(-0.4, 0.4));
        double brightness = dice.between(-0.13, 0.13);
        boolean negative = dice.chance(0.15);
        for (int c = 0; c < 3; c++) {
            double cast = brightness + dice.between(-0.07, 0.07);
            photo.bend(c, level -> (Math.pow(negative ? 1 - level : level, gamma) - 0.5) * contrast + 0.5 + cast);
        }
    }

    /** A twig, a cable, a spot: too small to hide a digit whole. */
    private static void cover(Planes photo, Dice dice) {
        double angle = dice.between(0, Math.PI);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double atX = photo.width() * dice.between(0, 1);
        double atY = photo.height() * dice.between(0, 1);
        double thick = dice.between(0.6, 3);
        double length = dice.between(3, 40);
        float level = (float) dice.between(-0.7, 0.7);
        photo.add((x, y) -> {
            double across = Math.abs((x - atX) * sin - (y - atY) * cos);
            double along = Math.abs((x - atX) * cos + (y - atY) * sin);
            return across <= thick / 2 && along <= length / 2 ? level : 0;
        });
    }
}
