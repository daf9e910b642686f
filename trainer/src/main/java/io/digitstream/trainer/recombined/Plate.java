package io.digitstream.trainer.recombined;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.Colour;
import io.digitstream.trainer.photos.DigitBox;
import io.digitstream.trainer.photos.LabeledPhoto;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A number and its surroundings, cut from a photo and brought to a working size, with the places of its digits. One thread;
 * only {@link #write} changes it.
 */
final class Plate {
    /** Digits are made no higher than this, in pixels: enough for the network's 48 rows. */
    private static final double HIGHEST = 64;

    /** What is kept around the number, a share of its height. */
    private static final double SURROUNDINGS = 0.7;

    /** Pixels over which one part passes into the next. */
    private static final int SEAM = 3;

    private final int width;
    private final int height;
    private final int[] pixels;
    private final List<Rectangle> boxes;

    private Plate(int width, int height, int[] pixels, List<Rectangle> boxes) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.boxes = boxes;
    }

    /** @param photo with the places of its digits */
    static Plate of(LabeledPhoto photo) {
        Rectangle number = new Rectangle();
        double highest = 1;
        for (DigitBox digit : photo.digits()) {
            Rectangle box = rectangle(digit.box());
            number = number.isEmpty() ? box : number.union(box);
            highest = Math.max(highest, box.height);
        }
        Rectangle part = new Rectangle(number);
        int around = (int) Math.ceil(SURROUNDINGS * highest);
        part.grow(around, around);
        part = part.intersection(
                new Rectangle(photo.image().getWidth(), photo.image().getHeight()));
        double scale = Math.min(1, HIGHEST / highest);
        int width = Math.max(1, (int) Math.round(part.width * scale));
        int height = Math.max(1, (int) Math.round(part.height * scale));
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(
                photo.image(), 0, 0, width, height, part.x, part.y, part.x + part.width, part.y + part.height, null);
        graphics.dispose();
        int[] pixels = new int[width * height];
        scaled.getRaster().getDataElements(0, 0, width, height, pixels);
        List<Rectangle> boxes = new ArrayList<>();
        for (DigitBox digit : photo.digits()) {
            boxes.add(scaled(rectangle(digit.box()), part, scale).intersection(new Rectangle(width, height)));
        }
        return new Plate(width, height, pixels, boxes);
    }

    private static Rectangle rectangle(Region region) {
        return new Rectangle(region.left(), region.top(), region.width(), region.height());
    }

    private static Rectangle scaled(Rectangle box, Rectangle part, double scale) {
        int left = (int) Math.round((box.x - part.x) * scale);
        int top = (int) Math.round((box.y - part.y) * scale);
        return new Rectangle(
                left,
                top,
                (int) Math.round((box.x + box.width - part.x) * scale) - left,
                (int) Math.round((box.y + box.height - part.y) * scale) - top);
    }

    /**
     * Whether the digits stand in a row, one after the other and of about the same height, so that the plate can be cut
     * between them.
     */
    boolean inARow() {
        for (int i = 0; i < boxes.size(); i++) {
            Rectangle box = boxes.get(i);
            if (box.width < 3 || box.height < 8) {
                return false;
            }
            if (i > 0) {
                Rectangle before = boxes.get(i - 1);
                int overlap = before.x + before.width - box.x;
                double higher = Math.max(before.height, box.height);
                if (box.x <= before.x
                        || overlap > 0.35 * Math.min(before.width, box.width)
                        || Math.min(before.height, box.height) < 0.55 * higher
                        || Math.abs(before.getCenterY() - box.getCenterY()) > 0.4 * higher) {
                    return false;
                }
            }
        }
        return !boxes.isEmpty();
    }

    int digits() {
        return boxes.size();
    }

    Rectangle box(int place) {
        return new Rectangle(boxes.get(place));
    }

    Rectangle bounds() {
        return new Rectangle(width, height);
    }

    int pixel(int x, int y) {
        return pixels[y * width + x];
    }

    /** The columns where each digit's part of the plate begins, and where the last one's ends. */
    private int[] cuts() {
        int count = boxes.size();
        int[] cuts = new int[count + 1];
        int gap = count == 1 ? Math.max(2, boxes.get(0).width / 5) : Math.max(2, meanGap());
        cuts[0] = Math.max(0, boxes.get(0).x - gap / 2);
        for (int i = 1; i < count; i++) {
            Rectangle before = boxes.get(i - 1);
            cuts[i] = Math.max(cuts[i - 1] + 1, (before.x + before.width + boxes.get(i).x) / 2);
        }
        Rectangle last = boxes.get(count - 1);
        cuts[count] = Math.max(cuts[count - 1] + 1, Math.min(width, last.x + last.width + gap / 2));
        return cuts;
    }

    private int meanGap() {
        int sum = 0;
        for (int i = 1; i < boxes.size(); i++) {
            sum += boxes.get(i).x - boxes.get(i - 1).x - boxes.get(i - 1).width;
        }
        return sum / (boxes.size() - 1);
    }

    /**
     * A plate of this one's parts: its left side, the named digits in this order, its right side.
     *
     * @param places of digits, each any number of times
     */
    Plate joined(List<Integer> places) {
        int[] cuts = cuts();
        int newWidth = cuts[0] + width - cuts[cuts.length - 1];
        for (int place : places) {
            newWidth += cuts[place + 1] - cuts[place];
        }
        int[] joined = new int[newWidth * height];
        List<Rectangle> moved = new ArrayList<>();
        int at = append(joined, newWidth, 0, 0, cuts[0]);
        for (int place : places) {
            Rectangle box = box(place);
            box.translate(at - cuts[place], 0);
            moved.add(box);
            at = append(joined, newWidth, at, cuts[place], cuts[place + 1]);
        }
        append(joined, newWidth, at, cuts[cuts.length - 1], width);
        return new Plate(newWidth, height, joined, moved);
    }

    /** The same surroundings without any digit, closed up where the number was. */
    Plate bare() {
        int[] cuts = cuts();
        int wide = boxes.get(0).height / 4;
        int from = Math.max(0, cuts[0] - wide);
        int to = Math.min(width, cuts[cuts.length - 1] + wide);
        int newWidth = from + width - to;
        if (newWidth < 4) {
            return this;
        }
        int[] joined = new int[newWidth * height];
        append(joined, newWidth, append(joined, newWidth, 0, 0, from), to, width);
        return new Plate(newWidth, height, joined, List.of());
    }

    /** Puts columns at a place, those just before them mixed into what is there already. */
    private int append(int[] target, int targetWidth, int at, int from, int to) {
        int seam = Math.min(SEAM, Math.min(at, from));
        for (int y = 0; y < height; y++) {
            for (int k = 1; k <= seam; k++) {
                int there = y * targetWidth + at - k;
                double share = (seam - k + 0.5) / seam;
                target[there] = Colour.mixed(target[there], pixels[y * width + from - k], share);
            }
            System.arraycopy(pixels, y * width + from, target, y * targetWidth + at, to - from);
        }
        return at + to - from;
    }

    /**
     * Writes another digit in the place of one, with that one's ink.
     *
     * @param size of the new digit, 1 for the old one's height
     */
    void write(int place, DigitPatch patch, Contrast contrast, double size) {
        Rectangle box = box(place);
        erase(box, contrast);
        double scale = size * box.height / patch.height();
        double newWidth = Math.min(patch.width() * scale, 1.35 * box.width + 4);
        double newHeight = patch.height() * scale;
        double left = box.getCenterX() - newWidth / 2;
        double top = box.getCenterY() - newHeight / 2;
        Rectangle written = new Rectangle(
                        (int) Math.floor(left),
                        (int) Math.floor(top),
                        (int) Math.ceil(newWidth) + 1,
                        (int) Math.ceil(newHeight) + 1)
                .intersection(bounds());
        for (int y = written.y; y < written.y + written.height; y++) {
            for (int x = written.x; x < written.x + written.width; x++) {
                double u = (x + 0.5 - left) / newWidth;
                double v = (y + 0.5 - top) / newHeight;
                if (u > 0 && u < 1 && v > 0 && v < 1) {
                    pixels[y * width + x] = inked(pixels[y * width + x], contrast, patch.at(u, v));
                }
            }
        }
        if (!written.isEmpty()) {
            boxes.set(place, written);
        }
    }

    private static int inked(int pixel, Contrast contrast, double ink) {
        int inked = 0;
        for (int c = 0; c < 3; c++) {
            int shift = 16 - 8 * c;
            double level = (pixel >> shift & 0xFF) + ink * contrast.step(c);
            inked |= (int) Math.round(Math.max(0, Math.min(255, level))) << shift;
        }
        return inked;
    }

    /** Paints over a digit: each row from the paper at its left to the paper at its right. */
    private void erase(Rectangle box, Contrast contrast) {
        Rectangle part = new Rectangle(box);
        part.grow(1 + box.width / 12, 1 + box.height / 14);
        part = part.intersection(bounds());
        int[][] left = sides(part, part.x - 1, contrast);
        int[][] right = sides(part, part.x + part.width, contrast);
        for (int y = 0; y < part.height; y++) {
            for (int x = 0; x < part.width; x++) {
                double share = (x + 0.5) / part.width;
                int painted = 0;
                for (int c = 0; c < 3; c++) {
                    painted |= (int) Math.round(left[y][c] + share * (right[y][c] - left[y][c])) << (16 - 8 * c);
                }
                pixels[(part.y + y) * width + part.x + x] = painted;
            }
        }
    }

    /** The paper's colour beside each row, smoothed over a few rows; where there is ink, the paper's mean. */
    private int[][] sides(Rectangle part, int column, Contrast contrast) {
        int x = Math.max(0, Math.min(width - 1, column));
        int[][] sides = new int[part.height][3];
        for (int y = 0; y < part.height; y++) {
            double[] sum = new double[3];
            int from = Math.max(0, part.y + y - 2);
            int to = Math.min(height - 1, part.y + y + 2);
            for (int row = from; row <= to; row++) {
                int pixel = pixel(x, row);
                boolean paper = contrast.inkiness(pixel) < 0.35;
                for (int c = 0; c < 3; c++) {
                    sum[c] += paper ? pixel >> (16 - 8 * c) & 0xFF : contrast.paper(c);
                }
            }
            sides[y] = Arrays.stream(sum)
                    .mapToInt(s -> (int) Math.round(s / (to - from + 1)))
                    .toArray();
        }
        return sides;
    }

    BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.getRaster().setDataElements(0, 0, width, height, pixels);
        return image;
    }
}
