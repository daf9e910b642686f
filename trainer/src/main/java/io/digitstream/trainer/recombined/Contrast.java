package io.digitstream.trainer.recombined;

import java.awt.Rectangle;

/** The two colours of a digit: what it is written on and what it is written with. Immutable. */
final class Contrast {
    private static final int LEVELS = 64;
    private static final int LEAST = 26;

    private final double[] paper;
    private final double[] ink;

    private Contrast(double[] paper, double[] ink) {
        this.paper = paper;
        this.ink = ink;
    }

    /**
     * Parts the levels of a digit's surroundings in two so that each part differs least in itself (Otsu 1979). What is
     * commoner just outside of the box is the paper.
     */
    static Contrast of(Plate plate, Rectangle box) {
        Rectangle around = new Rectangle(box);
        around.grow(Math.max(2, box.width / 7), Math.max(2, box.height / 10));
        around = around.intersection(plate.bounds());
        int split = split(plate, around);
        double[][] sums = new double[2][4];
        int outside = 0;
        int brightOutside = 0;
        for (int y = around.y; y < around.y + around.height; y++) {
            for (int x = around.x; x < around.x + around.width; x++) {
                int pixel = plate.pixel(x, y);
                int bright = level(pixel) > split ? 1 : 0;
                sums[bright][0] += pixel >> 16 & 0xFF;
                sums[bright][1] += pixel >> 8 & 0xFF;
                sums[bright][2] += pixel & 0xFF;
                sums[bright][3]++;
                if (!box.contains(x, y)) {
                    outside++;
                    brightOutside += bright;
                }
            }
        }
        int paper = 2 * brightOutside > outside ? 1 : 0;
        return new Contrast(mean(sums[paper]), mean(sums[1 - paper]));
    }

    private static int split(Plate plate, Rectangle part) {
        int[] counts = new int[LEVELS];
        long sum = 0;
        for (int y = part.y; y < part.y + part.height; y++) {
            for (int x = part.x; x < part.x + part.width; x++) {
                int level = level(plate.pixel(x, y));
                counts[level]++;
                sum += level;
            }
        }
        int all = part.width * part.height;
        int best = 0;
        double most = -1;
        int below = 0;
        long sumBelow = 0;
        for (int level = 0; level < LEVELS - 1; level++) {
            below += counts[level];
            sumBelow += (long) level * counts[level];
            if (below > 0 && below < all) {
                double apart = (double) sumBelow / below - (double) (sum - sumBelow) / (all - below);
                double between = (double) below * (all - below) * apart * apart;
                if (between > most) {
                    most = between;
                    best = level;
                }
            }
        }
        return best;
    }

    private static double[] mean(double[] sums) {
        double count = Math.max(1, sums[3]);
        return new double[] {sums[0] / count, sums[1] / count, sums[2] / count};
    }

    private static int level(int pixel) {
        return (int) (luma(pixel) * LEVELS / 256);
    }

    /** Brightness, 0 to 255. */
    static double luma(int pixel) {
        return 0.299 * (pixel >> 16 & 0xFF) + 0.587 * (pixel >> 8 & 0xFF) + 0.114 * (pixel & 0xFF);
    }

    private static double luma(double[] colour) {
        return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
    }

    /** Of the paper, 0 to 255; colour 0 is red. */
    double paper(int colour) {
        return paper[colour];
    }

    /** From the paper to the ink, -255 to 255; colour 0 is red. */
    double step(int colour) {
        return ink[colour] - paper[colour];
    }

    /** Whether ink and paper can be told apart at all. */
    boolean clear() {
        return Math.abs(luma(ink) - luma(paper)) >= LEAST;
    }

    /** How much ink a pixel is: 0 for paper, 1 for ink, a little beyond both for what is darker or brighter still. */
    float inkiness(int pixel) {
        return (float) ((luma(pixel) - luma(paper)) / (luma(ink) - luma(paper)));
    }
}
