package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Ink;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A number before it is photographed: sharp, and in even light.
 *
 * @param image the pixels
 * @param box around the digits, in pixels; where there are none, around whatever stands in their place
 * @param digitHeight the height of an upright digit, in pixels: the measure of all that depends on the distance
 */
public record Sketch(BufferedImage image, Rectangle2D box, double digitHeight) {
    /** An empty photo in which the number in number units appears where the warp puts it. */
    record Frame(BufferedImage image, Warp warp) {
        Graphics2D graphics() {
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            return graphics;
        }

        /** Fills a shape that is placed in number units. */
        void fill(Shape shape, Paint paint) {
            Graphics2D graphics = graphics();
            graphics.setPaint(paint);
            graphics.fill(Ink.mapped(shape, warp));
            graphics.dispose();
        }

        /** Paints characters that are placed in number units. */
        void paint(List<Ink> inks, Paint paint) {
            Graphics2D graphics = graphics();
            graphics.setPaint(paint);
            inks.forEach(ink -> ink.mapped(warp, warp.scale()).paint(graphics));
            graphics.dispose();
        }
    }

    /**
     * A frame of the given size with a box at the given place.
     *
     * @param warp puts what is in the box where the box is now
     * @param right where the box's centre is to be between the photo's left edge, 0, and its right edge, 1
     */
    static Frame frame(Warp warp, Rectangle2D box, int width, int height, double right, double down) {
        double left = inside(right * width - box.getWidth() / 2, width - box.getWidth());
        double top = inside(down * height - box.getHeight() / 2, height - box.getHeight());
        return new Frame(
                new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB),
                warp.moved(left - box.getX(), top - box.getY()));
    }

    /** At least a pixel from both edges, or in the middle where there is no room. */
    private static double inside(double place, double room) {
        return room < 2 ? room / 2 : Math.max(1, Math.min(room - 1, place));
    }
}
