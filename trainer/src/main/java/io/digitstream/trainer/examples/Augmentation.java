package io.digitstream.trainer.examples;

import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/**
 * Looks at a photo as another photographer might have taken it: nearer or further, beside, tilted, from the side, in other
 * light, with another camera. Immutable and thread-safe.
 */
final class Augmentation {
    /** Share of examples that are seen from elsewhere; the others keep the photo's own pixels. */
    private static final double TILTED = 0.7;

    private final InputShape shape;

    Augmentation(InputShape shape) {
        this.shape = shape;
    }

    Pixels look(BufferedImage photo, Region region, SeededRandom random) {
        if (!random.chance(TILTED)) {
            return PhotometricAugmentation.develop(
                    crop(region, photo.getWidth(), photo.getHeight(), random).cutFrom(photo, shape), random);
        }
        double side = 2.2 * Math.max(region.width(), region.height());
        int canvas = (int) Math.min(320, Math.max(8, Math.ceil(side)));
        double scale = canvas / side;
        Region onCanvas = new Region(
                (int) Math.round(canvas / 2.0 - region.width() * scale / 2),
                (int) Math.round(canvas / 2.0 - region.height() * scale / 2),
                Math.max(1, (int) Math.round(region.width() * scale)),
                Math.max(1, (int) Math.round(region.height() * scale)));
        Viewpoint viewpoint = Viewpoint.around(region, random);
        Crop crop = crop(onCanvas, canvas, canvas, random);
        // Only what is cut out is drawn, with the neighbours that its filter reaches.
        Rectangle part = new Rectangle(
                (int) crop.left(),
                (int) crop.top(),
                (int) Math.ceil(crop.width()) + 1,
                (int) Math.ceil(crop.height()) + 1);
        part.grow(reach(crop.width() / shape.width()), reach(crop.height() / shape.height()));
        part = part.intersection(new Rectangle(canvas, canvas));
        BufferedImage seen =
                viewpoint.see(photo, part.width, part.height, canvas / 2.0 - part.x, canvas / 2.0 - part.y, scale);
        Crop inPart = Crop.between(
                crop.left() - part.x,
                crop.top() - part.y,
                crop.left() - part.x + crop.width(),
                crop.top() - part.y + crop.height(),
                part.width,
                part.height);
        return PhotometricAugmentation.develop(inPart.cutFrom(seen, shape), random);
    }

    /** Cuts out a generated number, which a camera of its own has seen already: only its frame and its colours change. */
    Pixels cut(BufferedImage photo, Region region, SeededRandom random) {
        Pixels pixels =
                crop(region, photo.getWidth(), photo.getHeight(), random).cutFrom(photo, shape);
        return PhotometricAugmentation.recolour(pixels, random);
    }

    private static int reach(double scale) {
        return (int) Math.ceil(Math.max(1, scale)) + 1;
    }

    /** Around the enlarged region, moved and scaled by a little, each side for itself. */
    private static Crop crop(Region region, int photoWidth, int photoHeight, SeededRandom random) {
        double width = region.width() * random.between(1.06, 1.55);
        double height = region.height() * random.between(1.06, 1.55);
        double slackX = (width - region.width()) / 2;
        double slackY = (height - region.height()) / 2;
        double middleX = region.left() + region.width() / 2.0 + slackX * random.between(-0.85, 0.85);
        double middleY = region.top() + region.height() / 2.0 + slackY * random.between(-0.85, 0.85);
        return Crop.between(
                Math.min(middleX - width / 2, photoWidth - 1.0),
                Math.min(middleY - height / 2, photoHeight - 1.0),
                Math.max(1, middleX + width / 2),
                Math.max(1, middleY + height / 2),
                photoWidth,
                photoHeight);
    }
}
