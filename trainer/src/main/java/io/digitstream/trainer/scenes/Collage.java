package io.digitstream.trainer.scenes;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.Colour;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A wider view than any photo has: a wall with patches of other walls, windows and doors, and parts of photos with their
 * numbers pasted among them, small. Mutable, for one thread.
 */
final class Collage {
    /** Longer side, in pixels: half as much again as the overview has. */
    private static final int SIDE = 240;

    /** A part passes into what is around it over up to this share of its shorter side. */
    private static final double SEAM = 0.15;

    private static final int TRIES = 8;

    private final BufferedImage canvas;
    private final SeededRandom random;
    private final List<Box> numbers = new ArrayList<>();
    private final List<Box> parts = new ArrayList<>();

    /** @param wall stretched over all of it */
    Collage(BufferedImage wall, SeededRandom random) {
        double aspect = random.chance(0.15)
                ? Math.exp(random.between(Math.log(0.6), Math.log(1.4)))
                : Math.exp(random.between(Math.log(1.3), Math.log(3.6)));
        this.canvas =
                scaled(wall, (int) (aspect >= 1 ? SIDE : SIDE * aspect), (int) (aspect >= 1 ? SIDE / aspect : SIDE));
        this.random = random;
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    /** Puts a piece of another wall somewhere. */
    void patch(BufferedImage wall) {
        int width = Math.max(3, (int) (canvas.getWidth() * random.between(0.08, 0.6)));
        int height = Math.max(3, (int) (canvas.getHeight() * random.between(0.15, 1)));
        int left = random.below(canvas.getWidth() - width + 1);
        int top = random.below(canvas.getHeight() - height + 1);
        blend(scaled(wall, width, height), left, top);
    }

    /** Draws a window, a door or a sign somewhere: frame, panes, now and then a fanlight. */
    void build() {
        Graphics2D graphics = canvas.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double width = canvas.getWidth() * random.between(0.05, 0.4);
        double height = canvas.getHeight() * random.between(0.15, 0.95);
        double left = random.between(-0.3 * width, canvas.getWidth() - 0.7 * width);
        double top = random.between(-0.3 * height, canvas.getHeight() - 0.7 * height);
        Color frame = colour();
        if (random.chance(0.8)) {
            graphics.setColor(colour());
            graphics.fill(new Rectangle2D.Double(left, top, width, height));
        }
        graphics.setColor(frame);
        graphics.setStroke(new BasicStroke((float) random.between(1, 5)));
        if (random.chance(0.15)) {
            fanlight(graphics, left, top, width);
        } else {
            panes(graphics, left, top, width, height);
        }
        graphics.dispose();
    }

    private void panes(Graphics2D graphics, double left, double top, double width, double height) {
        graphics.draw(new Rectangle2D.Double(left, top, width, height));
        int columns = 1 + random.below(4);
        int rows = 1 + random.below(5);
        for (int i = 1; i < columns; i++) {
            double x = left + i * width / columns;
            graphics.draw(new Line2D.Double(x, top, x, top + height));
        }
        for (int i = 1; i < rows; i++) {
            double y = top + i * height / rows;
            graphics.draw(new Line2D.Double(left, y, left + width, y));
        }
    }

    private void fanlight(Graphics2D graphics, double left, double top, double width) {
        graphics.draw(new Arc2D.Double(left, top, width, width, 0, 180, Arc2D.CHORD));
        int spokes = 2 + random.below(5);
        for (int i = 1; i < spokes; i++) {
            double angle = Math.PI * i / spokes;
            double x = left + width / 2;
            double y = top + width / 2;
            graphics.draw(new Line2D.Double(x, y, x + width / 2 * Math.cos(angle), y - width / 2 * Math.sin(angle)));
        }
    }

    private Color colour() {
        int level = random.below(256);
        int spread = random.chance(0.5) ? 10 : 60;
        return new Color(near(level, spread), near(level, spread), near(level, spread));
    }

    private int near(int level, int spread) {
        return Math.max(0, Math.min(255, level - spread + random.below(2 * spread + 1)));
    }

    /**
     * Pastes a part of a photo where no other is yet; leaves it out where there is no room.
     *
     * @param number in the part
     */
    void paste(BufferedImage part, Region number) {
        place(part, number)
                .ifPresent(place -> numbers.add(Box.of(number)
                        .scaled(
                                place.width() / part.getWidth(),
                                place.height() / part.getHeight(),
                                place.left(),
                                place.top())));
    }

    /**
     * Pastes what might be taken for a number.
     *
     * @param sign in the part: letters, a plate
     */
    void pasteSign(BufferedImage part, Region sign) {
        place(part, sign);
    }

    /** @return where the part is now, unless there was no room */
    private Optional<Box> place(BufferedImage part, Region number) {
        double share = Math.exp(random.between(Math.log(0.1), Math.log(0.6)));
        double scale = Math.min(
                share * canvas.getHeight() / number.height(),
                0.98
                        * Math.min(
                                (double) canvas.getWidth() / part.getWidth(),
                                (double) canvas.getHeight() / part.getHeight()));
        int width = Math.max(2, (int) (scale * part.getWidth()));
        int height = Math.max(2, (int) (scale * part.getHeight()));
        for (int i = 0; i < TRIES; i++) {
            int left = random.below(canvas.getWidth() - width + 1);
            int top = random.below(canvas.getHeight() - height + 1);
            Box place = new Box(left, top, width, height);
            if (parts.stream().allMatch(other -> other.overlap(place) == 0)) {
                blend(scaled(part, width, height), left, top);
                parts.add(place);
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** Lays it over what is there, its edges hard or soft. */
    private void blend(BufferedImage part, int left, int top) {
        int width = part.getWidth();
        int height = part.getHeight();
        double seam = Math.max(1, random.between(0, SEAM) * Math.min(width, height));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int edge = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
                double opaque = Math.min(1, (edge + 0.5) / seam);
                int below = canvas.getRGB(left + x, top + y);
                canvas.setRGB(left + x, top + y, Colour.mixed(below, part.getRGB(x, y), opaque));
            }
        }
    }

    Picture picture() {
        return new Picture(canvas, numbers);
    }
}
