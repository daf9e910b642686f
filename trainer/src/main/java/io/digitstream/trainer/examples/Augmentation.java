package io.digitstream.trainer.examples;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Preparer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * Looks at a photo as another photographer might have taken it: a little nearer or further, beside, tilted, in other
 * light. Thread-safe.
 */
final class Augmentation {
    /** Share of examples that are tilted; the others keep the photo's own pixels. */
    private static final double TILTED = 0.6;

    private final Preparer preparer;

    Augmentation(InputShape shape) {
        this.preparer = new Preparer(shape, ImageLimits.DEFAULT);
    }

    Pixels look(BufferedImage photo, Region region, SplittableRandom random) {
        BufferedImage seen = photo;
        double middleX = region.left() + region.width() / 2.0;
        double middleY = region.top() + region.height() / 2.0;
        if (random.nextDouble() < TILTED) {
            double side = 2.2 * Math.max(region.width(), region.height());
            int canvas = (int) Math.min(400, Math.max(8, Math.ceil(side)));
            seen = tilt(photo, middleX, middleY, canvas, canvas / side, random);
            double scale = canvas / side;
            Region tilted = new Region(
                    (int) Math.round(canvas / 2.0 - region.width() * scale / 2),
                    (int) Math.round(canvas / 2.0 - region.height() * scale / 2),
                    Math.max(1, (int) Math.round(region.width() * scale)),
                    Math.max(1, (int) Math.round(region.height() * scale)));
            return light(preparer.cut(seen, crop(tilted, seen, random)), random);
        }
        return light(preparer.cut(seen, crop(region, seen, random)), random);
    }

    /** Around the enlarged region, moved and scaled by a little, each side for itself. */
    private static Crop crop(Region region, BufferedImage photo, SplittableRandom random) {
        double width = region.width() * between(random, 1.08, 1.5);
        double height = region.height() * between(random, 1.08, 1.5);
        double slackX = Math.max(0, width - region.width()) / 2;
        double slackY = Math.max(0, height - region.height()) / 2;
        double middleX = region.left() + region.width() / 2.0 + slackX * between(random, -0.8, 0.8);
        double middleY = region.top() + region.height() / 2.0 + slackY * between(random, -0.8, 0.8);
        double left = Math.min(middleX - width / 2, photo.getWidth() - 1.0);
        double top = Math.min(middleY - height / 2, photo.getHeight() - 1.0);
        return Crop.between(
                left,
                top,
                Math.max(1, middleX + width / 2),
                Math.max(1, middleY + height / 2),
                photo.getWidth(),
                photo.getHeight());
    }

    /** The photo's surroundings of a point, turned and sheared around it, on a square canvas. */
    private static BufferedImage tilt(
            BufferedImage photo, double x, double y, int canvas, double scale, SplittableRandom random) {
        BufferedImage tilted = new BufferedImage(canvas, canvas, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = tilted.createGraphics();
        graphics.setColor(new Color(photo.getRGB(
                (int) Math.min(photo.getWidth() - 1.0, Math.max(0, x)),
                random.nextBoolean() ? 0 : photo.getHeight() - 1)));
        graphics.fillRect(0, 0, canvas, canvas);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        AffineTransform transform = AffineTransform.getTranslateInstance(canvas / 2.0, canvas / 2.0);
        transform.rotate(Math.toRadians(between(random, -9, 9)));
        transform.shear(between(random, -0.15, 0.15), between(random, -0.06, 0.06));
        transform.scale(scale, scale);
        transform.translate(-x, -y);
        graphics.drawImage(photo, transform, null);
        graphics.dispose();
        return tilted;
    }

    /** Contrast, brightness, colour cast, gamma, noise; now and then a negative. */
    private static Pixels light(Pixels pixels, SplittableRandom random) {
        double contrast = between(random, 0.6, 1.4);
        double gamma = Math.exp(between(random, -0.35, 0.35));
        boolean negative = random.nextDouble() < 0.15;
        double noise = random.nextDouble() < 0.3 ? between(random, 0, 10) : 0;
        double brightness = between(random, -30, 30);
        int plane = pixels.shape().width() * pixels.shape().height();
        byte[] values = pixels.values().clone();
        for (int channel = 0; channel < InputShape.CHANNELS; channel++) {
            double cast = brightness + between(random, -15, 15);
            byte[] curve = new byte[256];
            for (int value = 0; value < curve.length; value++) {
                double shaped = 255 * Math.pow((negative ? 255 - value : value) / 255.0, gamma);
                curve[value] = clamp((shaped - 128) * contrast + 128 + cast);
            }
            for (int i = channel * plane; i < (channel + 1) * plane; i++) {
                values[i] = curve[values[i] & 0xFF];
                if (noise > 0) {
                    values[i] = clamp((values[i] & 0xFF) + between(random, -noise, noise) * 1.7);
                }
            }
        }
        return new Pixels(pixels.shape(), values);
    }

    private static byte clamp(double value) {
        return (byte) Math.round(Math.min(255, Math.max(0, value)));
    }

    private static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
