package io.digitstream.trainer.drawn;

import io.digitstream.trainer.raster.Dice;
import io.digitstream.trainer.raster.Jpeg;
import io.digitstream.trainer.raster.Kernel;
import io.digitstream.trainer.raster.Planes;
import java.awt.image.BufferedImage;

/** What is lost between a scene and its stored photo: focus, resolution, exposure, noise, compression. */
final class Camera {
    private Camera() {}

    /**
     * Takes the photo of a lit scene.
     *
     * @param unit pixels of a digit's height: what blurs a photo does so by a share of it
     * @param grey the chance that nothing of the colours is kept
     */
    static BufferedImage take(Planes scene, double unit, double grey, Dice dice) {
        boolean hard = dice.chance(0.15);
        blur(scene, unit * dice.near(0.005, hard ? 0.1 : 0.055), unit, dice);
        expose(scene, hard, dice);
        // A sensor of few pixels, enlarged afterwards: noise and sharpening are enlarged with them.
        double effective = Math.max(hard ? 7 : 9, Math.min(unit, dice.near(32, 8)));
        double reduction = dice.chance(0.6) ? Math.max(1, unit / effective) : 1;
        Planes stored = reduced(scene, reduction);
        stored.addNoise(dice.near(0.002, hard ? 0.07 : 0.035), dice);
        if (dice.chance(0.4)) {
            stored.sharpen(dice.between(0.3, 1.6), Kernel.gaussian(dice.between(0.7, 1.5)));
        }
        if (dice.chance(grey)) {
            stored.saturate(0);
        }
        boolean compressed = dice.chance(0.4);
        if (compressed && reduction > 1 && dice.chance(0.5)) {
            return Planes.of(Jpeg.compressed(stored.toImage(), dice.between(0.25, 0.9)))
                    .resized(scene.width(), scene.height())
                    .toImage();
        }
        BufferedImage photo = stored.resized(scene.width(), scene.height()).toImage();
        return compressed ? Jpeg.compressed(photo, dice.between(0.25, 0.9)) : photo;
    }

    private static void blur(Planes scene, double deviation, double unit, Dice dice) {
        Kernel focus = Kernel.gaussian(deviation);
        scene.blur(focus, focus);
        if (dice.chance(0.1)) {
            Kernel still = Kernel.gaussian(0);
            Kernel shaken = Kernel.box(unit * dice.between(0.04, 0.22));
            boolean along = dice.chance(0.6);
            scene.blur(along ? shaken : still, along ? still : shaken);
        }
    }

    private static void expose(Planes scene, boolean hard, Dice dice) {
        scene.saturate(dice.near(0.9, 0));
        double gain = dice.around(0.95, 0.15);
        double veil = dice.near(0, hard ? 0.5 : 0.25);
        double fog = dice.between(0.25, 0.75);
        double gamma = Math.exp(dice.around(0, 0.22));
        for (int colour = 0; colour < 3; colour++) {
            double tint = gain * dice.around(1, 0.04);
            scene.bend(colour, level -> (1 - veil) * tint * Math.pow(level, gamma) + veil * fog);
        }
    }

    private static Planes reduced(Planes scene, double reduction) {
        if (reduction <= 1) {
            return scene;
        }
        Kernel pixel = Kernel.box(reduction);
        scene.blur(pixel, pixel);
        return scene.resized((int) Math.max(8, Math.round(scene.width() / reduction)), (int)
                Math.max(8, Math.round(scene.height() / reduction)));
    }
}
