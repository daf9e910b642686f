package io.digitstream.trainer.drawn;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

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
            return Planes.of(compressed(stored.toImage(), dice))
                    .resized(scene.width(), scene.height())
                    .toImage();
        }
        BufferedImage photo = stored.resized(scene.width(), scene.height()).toImage();
        return compressed ? compressed(photo, dice) : photo;
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

    private static BufferedImage compressed(BufferedImage photo, Dice dice) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality((float) dice.between(0.25, 0.9));
            writer.setOutput(out);
            writer.write(null, new IIOImage(photo, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        } finally {
            writer.dispose();
        }
        return decoded(bytes.toByteArray());
    }

    private static BufferedImage decoded(byte[] jpeg) {
        try {
            // This read closes its stream; the one of an InputStream would make a file for each photo.
            BufferedImage decoded = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg)));
            BufferedImage photo =
                    new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_INT_RGB);
            photo.getGraphics().drawImage(decoded, 0, 0, null);
            return photo;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from memory", e);
        }
    }
}
