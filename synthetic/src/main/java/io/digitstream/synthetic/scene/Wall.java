package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** What a house number is fixed to, as far as the photo shows it: plaster, brick, boards, wood, stone. */
final class Wall {
    private final int width;
    private final int height;
    private final Color colour;
    private final double unit;
    private final SeededRandom random;

    private Wall(BufferedImage photo, Color colour, double unit, SeededRandom random) {
        width = photo.getWidth();
        height = photo.getHeight();
        this.colour = colour;
        this.unit = unit;
        this.random = random;
    }

    /**
     * Covers the whole photo, with a drawn wall or a photographed one.
     *
     * @param unit pixels of a digit's height
     * @return the wall's colour on average
     */
    static Color paint(BufferedImage photo, SceneMaterials materials, double unit, SeededRandom random) {
        Optional<BufferedImage> background = materials.background(random);
        if (background.isPresent()) {
            return photographed(photo, background.get());
        }
        Color colour = Colours.ofWall(random);
        draw(photo, colour, unit, random);
        return colour;
    }

    /** Stretches a part of the photographed wall over all of it. */
    private static Color photographed(BufferedImage photo, BufferedImage background) {
        Graphics2D graphics = photo.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(background, 0, 0, photo.getWidth(), photo.getHeight(), null);
        graphics.dispose();
        return Colours.mean(photo);
    }

    private static void draw(BufferedImage photo, Color colour, double unit, SeededRandom random) {
        Graphics2D graphics = photo.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, photo.getWidth(), photo.getHeight());
        graphics.rotate(random.around(0, 0.03), photo.getWidth() / 2.0, photo.getHeight() / 2.0);
        Wall wall = new Wall(photo, colour, unit, random);
        double surface = random.between(0, 1);
        if (surface < 0.3) {
            wall.fade(graphics);
        } else if (surface < 0.5) {
            wall.bricks(graphics, unit * random.between(0.25, 0.7), random.between(2.2, 4));
        } else if (surface < 0.6) {
            wall.bricks(graphics, unit * random.between(1.5, 4), random.between(1, 2.5));
        } else if (surface < 0.72) {
            wall.boards(graphics);
        }
        if (random.chance(0.35)) {
            wall.post(graphics);
        }
        graphics.dispose();
    }

    private void fade(Graphics2D graphics) {
        Color other = Colours.varied(colour, 22, random);
        graphics.setPaint(new GradientPaint(
                (float) random.between(0, width), 0, colour, (float) random.between(0, width), height, other));
        graphics.fillRect(-width, -height, 3 * width, 3 * height);
    }

    private void bricks(Graphics2D graphics, double brickHeight, double ratio) {
        double course = Math.max(4, brickHeight);
        double length = course * ratio;
        double joint = Math.max(1, course * random.between(0.04, 0.16));
        graphics.setColor(
                Colours.lit(colour, random.chance(0.6) ? random.between(1.1, 1.6) : random.between(0.5, 0.9)));
        graphics.fillRect(-width, -height, 3 * width, 3 * height);
        double shade = random.between(3, 14);
        double shift = random.between(0, course);
        for (int row = -2; row * course < height + 2 * course; row++) {
            double start = (row & 1) * length / 2 - shift * 3 - length;
            for (double x = start; x < width + length; x += length) {
                graphics.setColor(Colours.varied(colour, shade, random));
                graphics.fillRect((int) x, (int) (row * course - shift), (int) Math.max(1, length - joint), (int)
                        Math.max(1, course - joint));
            }
        }
    }

    /** Boards or shutters: each with a dark lower edge, upright or lying. */
    private void boards(Graphics2D graphics) {
        double board = Math.max(4, unit * random.between(0.2, 1.5));
        boolean upright = random.chance(0.4);
        int size = Math.max(width, height);
        double depth = random.between(0.55, 0.9);
        int edge = (int) Math.max(1, board * random.between(0.05, 0.2));
        for (double at = -random.between(0, board); at < size; at += board) {
            graphics.setColor(Colours.varied(colour, 4, random));
            band(graphics, upright, (int) at, (int) Math.ceil(board), size);
            graphics.setColor(Colours.lit(colour, depth));
            band(graphics, upright, (int) at, edge, size);
        }
    }

    private static void band(Graphics2D graphics, boolean upright, int at, int thickness, int size) {
        if (upright) {
            graphics.fillRect(at, -size, thickness, 3 * size);
        } else {
            graphics.fillRect(-size, at, 3 * size, thickness);
        }
    }

    /** A door frame, a corner or a pillar at one side. */
    private void post(Graphics2D graphics) {
        double reach = random.near(0.03, 0.35) * width;
        int left = (int) (random.chance(0.5) ? reach - 2.0 * width : width - reach);
        graphics.setColor(Colours.ofWall(random));
        graphics.fillRect(left, -height, 2 * width, 3 * height);
        if (random.chance(0.6)) {
            graphics.setColor(Colours.lit(colour, random.between(0.3, 0.8)));
            int line = (int) Math.max(1, unit * random.between(0.02, 0.15));
            graphics.fillRect(left < 0 ? left + 2 * width : left - line, -height, line, 3 * height);
        }
    }
}
