package io.digitstream.synthetic.camera;

import io.digitstream.synthetic.raster.Planes;
import io.digitstream.synthetic.raster.SeededRandom;

/** The light on a scene: the texture it brings out, its fall-off, the shadows of things outside, reflections. */
public final class Light {
    private Light() {}

    /**
     * Lights a scene on a wall.
     *
     * @param unit pixels of a digit's height
     */
    public static void ofStreet(Planes photo, double unit, SeededRandom random) {
        if (random.chance(0.7)) {
            double cell = Math.max(1, unit * random.near(0.03, 0.4));
            boolean stretched = random.chance(0.25);
            grain(photo, stretched ? 6 * cell : cell, cell, random.near(0.02, 0.22), random);
        }
        grain(photo, unit * 2, unit * 2, random.near(0.02, 0.2), random);
        fallOff(photo, random.near(0, 0.35), random);
        if (random.chance(0.12)) {
            castShadow(photo, unit, random);
        }
        if (random.chance(0.06)) {
            reflection(photo, unit, random);
        }
    }

    /**
     * Lights a thing behind glass or plastic: smooth, with reflections.
     *
     * @param unit pixels of a digit's height
     */
    public static void ofGlass(Planes photo, double unit, SeededRandom random) {
        grain(photo, unit * 2, unit * 2, random.near(0.02, 0.15), random);
        if (random.chance(0.3)) {
            double cell = Math.max(1, unit * random.near(0.03, 0.15));
            grain(photo, cell, cell, random.near(0.02, 0.1), random);
        }
        fallOff(photo, random.near(0, 0.5), random);
        if (random.chance(0.12)) {
            castShadow(photo, unit, random);
        }
        if (random.chance(0.25)) {
            reflection(photo, unit, random);
        }
    }

    /** Lights a paper under a scanner: almost evenly. */
    public static void ofScanner(Planes photo, SeededRandom random) {
        grain(photo, 1.5, 1.5, random.near(0.01, 0.12), random);
        fallOff(photo, random.near(0, 0.12), random);
    }

    private static void grain(Planes photo, double cellWidth, double cellHeight, double depth, SeededRandom random) {
        Grain grain = new Grain(photo.width(), photo.height(), cellWidth, cellHeight, random);
        photo.multiply((x, y) -> 1 + (float) depth * grain.at(x, y));
    }

    private static void fallOff(Planes photo, double depth, SeededRandom random) {
        double angle = random.between(0, 2 * Math.PI);
        double right = depth * Math.cos(angle) / photo.width();
        double down = depth * Math.sin(angle) / photo.height();
        photo.multiply((x, y) -> (float) (1 + right * (x - photo.width() / 2.0) + down * (y - photo.height() / 2.0)));
    }

    /** The edge of a roof's or a tree's shadow runs through the photo. */
    private static void castShadow(Planes photo, double unit, SeededRandom random) {
        double angle = random.between(0, 2 * Math.PI);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double atX = photo.width() * random.between(0.2, 0.8);
        double atY = photo.height() * random.between(0.2, 0.8);
        double soft = unit * random.between(0.03, 0.5);
        double dark = random.between(0.4, 0.8);
        photo.multiply((x, y) -> {
            double into = ((x - atX) * cos + (y - atY) * sin) / soft;
            return (float) (1 - (1 - dark) * Math.max(0, Math.min(1, into + 0.5)));
        });
    }

    /** The sky or a lamp, mirrored in enamel. */
    private static void reflection(Planes photo, double unit, SeededRandom random) {
        double atX = photo.width() * random.between(0.2, 0.8);
        double atY = photo.height() * random.between(0.2, 0.8);
        double size = unit * random.between(0.3, 1.2);
        double bright = random.between(0.15, 0.5);
        photo.add((x, y) -> {
            double distance = ((x - atX) * (x - atX) + (y - atY) * (y - atY)) / (size * size);
            return (float) (bright / (1 + distance * distance));
        });
    }
}
