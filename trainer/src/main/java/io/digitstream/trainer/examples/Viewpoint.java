package io.digitstream.trainer.examples;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.SeededRandom;
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
    private static final int RED_AND_BLUE = 0xFF00FF;
    private static final int GREEN = 0x00FF00;
    private static final int HALF_RED_AND_BLUE = 0x800080;
    private static final int HALF_GREEN = 0x008000;

    /** Beyond this the view would reach behind the camera. */
    private static final double NEAREST = 0.4;

    /** Share of the canvas's side within which the view's points lie, whatever the turn. */
    private static final double REACH = 1;

    public static Viewpoint around(Region region, SeededRandom random) {
        double turn = Math.toRadians(random.chance(0.2) ? random.between(-16, 16) : random.between(-8, 8));
        double slant = random.between(-0.18, 0.18);
        double rise = random.between(-0.06, 0.06);
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        return new Viewpoint(
                region.left() + region.width() / 2.0,
                region.top() + region.height() / 2.0,
                cos - sin * rise,
                cos * slant - sin,
                sin + cos * rise,
                sin * slant + cos,
                random.around(0, 0.1) / Math.max(1, region.width() / 2.0),
                random.around(0, 0.07) / Math.max(1, region.height() / 2.0));
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
        double furthest = Math.max(Math.max(middleX, width - middleX), Math.max(middleY, height - middleY));
        Rectangle near = near(photo, 2 * furthest / scale);
        int[] pixels = new int[near.width * near.height];
        photo.getRaster().getDataElements(near.x, near.y, near.width, near.height, pixels);
        int[] seen = new int[width * height];
        for (int row = 0, i = 0; row < height; row++) {
            double v = (row + 0.5 - middleY) / scale;
            for (int column = 0; column < width; column++, i++) {
                double u = (column + 0.5 - middleX) / scale;
                double nearness = 1 / Math.max(NEAREST, 1 + px * u + py * v);
                double atX = x - near.x + (xx * u + xy * v) * nearness;
                double atY = y - near.y + (yx * u + yy * v) * nearness;
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

    /** Linear between the four nearest pixels; beyond the edge the edge goes on. */
    private static int between(int[] pixels, int width, int height, double x, double y) {
        // In 256ths of a pixel.
        int u = Math.max(0, Math.min((width - 1) << 8, (int) (256 * x) - 128));
        int v = Math.max(0, Math.min((height - 1) << 8, (int) (256 * y) - 128));
        int left = u >> 8;
        int top = (v >> 8) * width;
        int right = Math.min(width - 1, left + 1);
        int bottom = Math.min(height - 1, (v >> 8) + 1) * width;
        int above = mixed(pixels[top + left], pixels[top + right], u & 0xFF);
        int below = mixed(pixels[bottom + left], pixels[bottom + right], u & 0xFF);
        return mixed(above, below, v & 0xFF);
    }

    /**
     * Red and blue of two pixels are mixed in one multiplication, since neither reaches into the other's bits.
     *
     * @param share of the other, in 256ths
     */
    private static int mixed(int one, int other, int share) {
        int redAndBlue = (one & RED_AND_BLUE) * (256 - share) + (other & RED_AND_BLUE) * share + HALF_RED_AND_BLUE;
        int green = (one & GREEN) * (256 - share) + (other & GREEN) * share + HALF_GREEN;
        return ((redAndBlue >>> 8) & RED_AND_BLUE) | ((green >>> 8) & GREEN);
    }
}
