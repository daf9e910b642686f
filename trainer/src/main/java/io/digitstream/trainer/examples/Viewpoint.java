package io.digitstream.trainer.examples;

import io.digitstream.recognizer.image.Region;
import io.digitstream.trainer.raster.Dice;
import java.awt.Rectangle;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;

/**
 * Another place to look at a number from: turned, sheared, in perspective around the middle of its region. Maps a point of
 * the new view to a point of the photo; offsets are from the middle, in pixels of the photo. Immutable.
 *
 * @param px how fast the number recedes to the right, a share of the depth per pixel
 * @param py the same downwards
 */
public record Viewpoint(double x, double y, double xx, double xy, double yx, double yy, double px, double py) {
    /** Beyond this the view would reach behind the camera. */
    private static final double NEAREST = 0.4;

    /** Share of the canvas's side within which the view's points lie, whatever the turn. */
    private static final double REACH = 1;

    public static Viewpoint around(Region region, Dice dice) {
        double turn = Math.toRadians(dice.chance(0.2) ? dice.between(-16, 16) : dice.between(-8, 8));
        double slant = dice.between(-0.18, 0.18);
        double rise = dice.between(-0.06, 0.06);
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        return new Viewpoint(
                region.left() + region.width() / 2.0,
                region.top() + region.height() / 2.0,
                cos - sin * rise,
                cos * slant - sin,
                sin + cos * rise,
                sin * slant + cos,
                dice.around(0, 0.1) / Math.max(1, region.width() / 2.0),
                dice.around(0, 0.07) / Math.max(1, region.height() / 2.0));
    }

    /**
     * The view on a square canvas, the number in its middle.
     *
     * @param scale pixels of the canvas a pixel of the photo
     */
    BufferedImage see(BufferedImage photo, int canvas, double scale) {
        return see(photo, canvas, canvas, canvas / 2.0, canvas / 2.0, scale);
    }

    /**
     * The view on a canvas, linear between the four nearest pixels; beyond the photo its edge goes on. The photo is of
     * {@link BufferedImage#TYPE_INT_RGB}.
     *
     * @param middleX where on the canvas the number's middle is
     * @param middleY where on the canvas the number's middle is
     * @param scale pixels of the canvas a pixel of the photo
     */
    public BufferedImage see(BufferedImage photo, int width, int height, double middleX, double middleY, double scale) {
        Rectangle near = near(photo, Math.max(width, height) / scale);
        int[] pixels = new int[near.width * near.height];
        photo.getRaster().getDataElements(near.x, near.y, near.width, near.height, pixels);
        int[] seen = new int[width * height];
        for (int row = 0, i = 0; row < height; row++) {
            double v = (row + 0.5 - middleY) / scale;
            for (int column = 0; column < width; column++, i++) {
                double u = (column + 0.5 - middleX) / scale;
                double depth = Math.max(NEAREST, 1 + px * u + py * v);
                double atX = x - near.x + (xx * u + xy * v) / depth;
                double atY = y - near.y + (yx * u + yy * v) / depth;
                seen[i] = between(pixels, near.width, near.height, atX, atY);
            }
        }
        BufferedImage view = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        view.getRaster().setDataElements(0, 0, width, height, seen);
        return view;
    }

    private Rectangle near(BufferedImage photo, double side) {
        double reach = REACH * side;
        Rectangle all = new Rectangle(photo.getWidth(), photo.getHeight());
        Rectangle near = new Rectangle(
                        (int) (x - reach), (int) (y - reach), (int) (2 * reach) + 1, (int) (2 * reach) + 1)
                .intersection(all);
        return near.isEmpty() ? all : near;
    }

    /**
     * Where a point of the photo is in the view: the inverse of what {@link #see} does.
     *
     * @return the offset from the number's middle, in pixels of the photo
     */
    public Point2D.Double offset(double atX, double atY) {
        double rightwards = atX - x;
        double downwards = atY - y;
        double a = xx - rightwards * px;
        double b = xy - rightwards * py;
        double c = yx - downwards * px;
        double d = yy - downwards * py;
        double determinant = a * d - b * c;
        return new Point2D.Double(
                (d * rightwards - b * downwards) / determinant, (a * downwards - c * rightwards) / determinant);
    }

    private static int between(int[] pixels, int width, int height, double x, double y) {
        double u = Math.max(0, Math.min(width - 1.0, x - 0.5));
        double v = Math.max(0, Math.min(height - 1.0, y - 0.5));
        int left = (int) u;
        int top = (int) v;
        int right = Math.min(width - 1, left + 1);
        int bottom = Math.min(height - 1, top + 1);
        int wx = (int) (256 * (u - left));
        int wy = (int) (256 * (v - top));
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int above = level(pixels[top * width + left], shift) * (256 - wx)
                    + level(pixels[top * width + right], shift) * wx;
            int below = level(pixels[bottom * width + left], shift) * (256 - wx)
                    + level(pixels[bottom * width + right], shift) * wx;
            mixed |= (above * (256 - wy) + below * wy + (1 << 15)) >> 16 << shift;
        }
        return mixed;
    }

    private static int level(int pixel, int shift) {
        return pixel >> shift & 0xFF;
    }
}
