package io.digitstream.trainer.scenes;

import io.digitstream.recognizer.image.Box;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.raster.Dice;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Plates pasted on a background, their edges passing into it. Mutable, for one thread. */
final class Collage {
    /** Longer side, in pixels. */
    private static final int SIDE = 320;

    /** A plate passes into the background over this share of its shorter side. */
    private static final double SEAM = 0.12;

    private static final int TRIES = 8;

    private final BufferedImage canvas;
    private final Dice dice;
    private final List<Box> numbers = new ArrayList<>();
    private final List<Box> plates = new ArrayList<>();

    Collage(BufferedImage background, Dice dice) {
        double scale = (double) SIDE / Math.max(background.getWidth(), background.getHeight());
        this.canvas = scaled(background, Math.max(64, (int) (scale * background.getWidth())), Math.max(64, (int)
                (scale * background.getHeight())));
        this.dice = dice;
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    /** Puts a plate where none is yet; leaves it out where there is no room. */
    void paste(LabeledPhoto plate) {
        if (plate.label().isEmpty()) {
            return;
        }
        BufferedImage image = plate.image();
        double share = dice.chance(0.7) ? dice.between(0.2, 0.7) : dice.between(0.1, 0.3);
        double scale = Math.min(
                share * canvas.getHeight() / plate.region().height(),
                0.98
                        * Math.min(
                                (double) canvas.getWidth() / image.getWidth(),
                                (double) canvas.getHeight() / image.getHeight()));
        int width = Math.max(2, (int) (scale * image.getWidth()));
        int height = Math.max(2, (int) (scale * image.getHeight()));
        for (int i = 0; i < TRIES; i++) {
            int left = dice.below(canvas.getWidth() - width + 1);
            int top = dice.below(canvas.getHeight() - height + 1);
            Box place = new Box(left, top, width, height);
            if (plates.stream().allMatch(other -> other.overlap(place) == 0)) {
                blend(scaled(image, width, height), left, top);
                plates.add(place);
                numbers.add(Box.of(plate.region())
                        .scaled((double) width / image.getWidth(), (double) height / image.getHeight(), left, top));
                return;
            }
        }
    }

    private void blend(BufferedImage plate, int left, int top) {
        int width = plate.getWidth();
        int height = plate.getHeight();
        double seam = Math.max(1, SEAM * Math.min(width, height));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int edge = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
                double opaque = Math.min(1, (edge + 0.5) / seam);
                int below = canvas.getRGB(left + x, top + y);
                canvas.setRGB(left + x, top + y, mixed(below, plate.getRGB(x, y), opaque));
            }
        }
    }

    private static int mixed(int one, int other, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = one >> shift & 0xFF;
            int b = other >> shift & 0xFF;
            mixed |= (int) Math.round(a + share * (b - a)) << shift;
        }
        return mixed;
    }

    Picture picture() {
        return new Picture(canvas, numbers);
    }
}
