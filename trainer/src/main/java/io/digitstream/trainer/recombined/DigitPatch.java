package io.digitstream.trainer.recombined;

import java.awt.Rectangle;

/**
 * A real digit lifted off its paper: how much ink there is at each pixel, 0 where there is only paper, about 1 in the
 * middle of a stroke. Immutable.
 */
final class DigitPatch {
    /** Around the annotator's box, a share of its size. */
    private static final double MARGIN = 0.06;

    private final int digit;
    private final int width;
    private final int height;
    private final float[] ink;

    private DigitPatch(int digit, int width, int height, float[] ink) {
        this.digit = digit;
        this.width = width;
        this.height = height;
        this.ink = ink;
    }

    static DigitPatch of(Plate plate, Rectangle box, Contrast contrast, int digit) {
        Rectangle part = new Rectangle(box);
        part.grow((int) Math.ceil(MARGIN * box.width), (int) Math.ceil(MARGIN * box.height));
        part = part.intersection(plate.bounds());
        float[] ink = new float[part.width * part.height];
        for (int y = 0, i = 0; y < part.height; y++) {
            for (int x = 0; x < part.width; x++, i++) {
                ink[i] = cleaned(contrast.inkiness(plate.pixel(part.x + x, part.y + y)));
            }
        }
        return new DigitPatch(digit, part.width, part.height, ink);
    }

    /** The paper's own texture stays behind; strokes keep theirs. */
    private static float cleaned(float ink) {
        float sure = Math.max(0, Math.min(1, (ink - 0.08f) / 0.3f));
        return Math.min(1.3f, ink) * sure * sure * (3 - 2 * sure);
    }

    /** 0 to 9. */
    int digit() {
        return digit;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Ink at a point in fractions of the patch's size, linear between pixels, fading towards the edges. */
    double at(double u, double v) {
        double x = Math.max(0, Math.min(width - 1.0, u * width - 0.5));
        double y = Math.max(0, Math.min(height - 1.0, v * height - 0.5));
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(width - 1, left + 1);
        int bottom = Math.min(height - 1, top + 1);
        double above = ink[top * width + left] + (x - left) * (ink[top * width + right] - ink[top * width + left]);
        double below =
                ink[bottom * width + left] + (x - left) * (ink[bottom * width + right] - ink[bottom * width + left]);
        double edge = Math.min(Math.min(u, 1 - u), Math.min(v, 1 - v));
        return (above + (y - top) * (below - above)) * Math.min(1, edge / (0.7 * MARGIN));
    }
}
