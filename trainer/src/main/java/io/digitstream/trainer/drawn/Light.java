package io.digitstream.trainer.drawn;

import io.digitstream.trainer.raster.Dice;
import io.digitstream.trainer.raster.Planes;

/** The light on a scene: the texture it brings out, its fall-off, the shadows of things outside, reflections. */
final class Light {
    private Light() {}

    /**
     * Lights a scene on a wall.
     *
     * @param unit pixels of a digit's height
     */
    static void ofStreet(Planes photo, double unit, Dice dice) {
        if (dice.chance(0.7)) {
            double cell = Math.max(1, unit * dice.near(0.03, 0.4));
            boolean stretched = dice.chance(0.25);
            grain(photo, stretched ? 6 * cell : cell, cell, dice.near(0.02, 0.22), dice);
        }
        grain(photo, unit * 2, unit * 2, dice.near(0.02, 0.2), dice);
        fallOff(photo, dice.near(0, 0.35), dice);
        if (dice.chance(0.12)) {
            castShadow(photo, unit, dice);
        }
        if (dice.chance(0.06)) {
            reflection(photo, unit, dice);
        }
    }

    /** Lights a paper under a scanner: almost evenly. */
    static void ofScanner(Planes photo, Dice dice) {
        grain(photo, 1.5, 1.5, dice.near(0.01, 0.12), dice);
        fallOff(photo, dice.near(0, 0.12), dice);
    }

    private static void grain(Planes photo, double cellWidth, double cellHeight, double depth, Dice dice) {
        Grain grain = new Grain(photo.width(), photo.height(), cellWidth, cellHeight, dice);
        photo.multiply((x, y) -> 1 + (float) depth * grain.at(x, y));
    }

    private static void fallOff(Planes photo, double depth, Dice dice) {
        double angle = dice.between(0, 2 * Math.PI);
        double right = depth * Math.cos(angle) / photo.width();
        double down = depth * Math.sin(angle) / photo.height();
        photo.multiply((x, y) -> (float) (1 + right * (x - photo.width() / 2.0) + down * (y - photo.height() / 2.0)));
    }

    /** The edge of a roof's or a tree's shadow runs through the photo. */
    private static void castShadow(Planes photo, double unit, Dice dice) {
        double angle = dice.between(0, 2 * Math.PI);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double atX = photo.width() * dice.between(0.2, 0.8);
        double atY = photo.height() * dice.between(0.2, 0.8);
        double soft = unit * dice.between(0.03, 0.5);
        double dark = dice.between(0.4, 0.8);
        photo.multiply((x, y) -> {
            double into = ((x - atX) * cos + (y - atY) * sin) / soft;
            return (float) (1 - (1 - dark) * Math.max(0, Math.min(1, into + 0.5)));
        });
    }

    /** The sky or a lamp, mirrored in enamel. */
    private static void reflection(Planes photo, double unit, Dice dice) {
        double atX = photo.width() * dice.between(0.2, 0.8);
        double atY = photo.height() * dice.between(0.2, 0.8);
        double size = unit * dice.between(0.3, 1.2);
        double bright = dice.between(0.15, 0.5);
        photo.add((x, y) -> {
            double distance = ((x - atX) * (x - atX) + (y - atY) * (y - atY)) / (size * size);
            return (float) (bright / (1 + distance * distance));
        });
    }
}
