package io.digitstream.synthetic.camera;

import io.digitstream.synthetic.raster.Jpeg;
import io.digitstream.synthetic.raster.Kernel;
import io.digitstream.synthetic.raster.Planes;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.image.BufferedImage;

/** What is lost between a scene and its stored photo: focus, resolution, exposure, noise, compression. */
public final class Camera {
    private Camera() {}

    /**
     * Takes the photo of a lit scene.
     *
     * @param unit pixels of a digit's height: what blurs a photo does so by a share of it
     * @param grey the chance that nothing of the colours is kept
     */
    public static BufferedImage take(Planes scene, double unit, double grey, SeededRandom random) {
        boolean hard = random.chance(0.15);
        blur(scene, unit * random.near(0.005, hard ? 0.075 : 0.05), unit, random);
        expose(scene, hard, random);
        // A sensor of few pixels, enlarged afterwards: noise and sharpening are enlarged with them.
        double effective = Math.max(hard ? 8.5 : 10, Math.min(unit, random.near(32, 9)));
        double reduction = random.chance(0.6) ? Math.max(1, unit / effective) : 1;
        Planes stored = reduced(scene, reduction);
        stored.addNoise(random.near(0.002, hard ? 0.055 : 0.03), random);
        if (random.chance(0.4)) {
            stored.sharpen(random.between(0.3, 1.6), Kernel.gaussian(random.between(0.7, 1.5)));
        }
        if (random.chance(grey)) {
            stored.saturate(0);
        }
        boolean compressed = random.chance(0.4);
        if (compressed && reduction > 1 && random.chance(0.5)) {
            return Planes.of(Jpeg.compressed(stored.toImage(), random.between(0.25, 0.9)))
                    .resized(scene.width(), scene.height())
                    .toImage();
        }
        BufferedImage photo = stored.resized(scene.width(), scene.height()).toImage();
        return compressed ? Jpeg.compressed(photo, random.between(0.25, 0.9)) : photo;
    }

    private static void blur(Planes scene, double deviation, double unit, SeededRandom random) {
        Kernel focus = Kernel.gaussian(deviation);
        scene.blur(focus, focus);
        if (random.chance(0.1)) {
            Kernel still = Kernel.gaussian(0);
            Kernel shaken = Kernel.box(unit * random.between(0.04, 0.14));
            boolean along = random.chance(0.6);
            scene.blur(along ? shaken : still, along ? still : shaken);
        }
    }

    private static void expose(Planes scene, boolean hard, SeededRandom random) {
        scene.saturate(random.near(0.9, 0));
        double gain = random.around(0.95, 0.15);
        double veil = random.near(0, hard ? 0.4 : 0.2);
        double fog = random.between(0.25, 0.75);
        double gamma = Math.exp(random.around(0, 0.22));
        for (int colour = 0; colour < 3; colour++) {
            double tint = gain * random.around(1, 0.04);
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
