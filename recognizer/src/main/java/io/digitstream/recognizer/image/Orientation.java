package io.digitstream.recognizer.image;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * What must be done to the stored pixels of a photo to see it upright: the eight orientations of EXIF (CIPA DC-008, tag
 * 274).
 *
 * <p>Sizes and rectangles are in pixels, the origin at the top left corner of the stored photo or of the upright one.
 */
public enum Orientation {
    /** Nothing. */
    UPRIGHT(1, false, false, false),
    /** Left and right swapped. */
    MIRRORED(2, false, true, false),
    /** Turned by half. */
    TURNED_180(3, false, true, true),
    /** Top and bottom swapped. */
    FLIPPED(4, false, false, true),
    /** Mirrored at the diagonal from the top left: rows become columns. */
    TRANSPOSED(5, true, false, false),
    /** Turned by a quarter, clockwise. */
    TURNED_90(6, true, false, true),
    /** Mirrored at the diagonal from the top right. */
    TRANSVERSED(7, true, true, true),
    /** Turned by three quarters, clockwise. */
    TURNED_270(8, true, true, false);

    private final int exif;
    private final boolean swapsAxes;
    private final boolean fromRight;
    private final boolean fromBottom;

    /**
     * @param exif the value that EXIF gives it
     * @param swapsAxes whether stored columns become rows, after
     * @param fromRight whether stored columns count from the right, and
     * @param fromBottom whether stored rows count from the bottom
     */
    Orientation(int exif, boolean swapsAxes, boolean fromRight, boolean fromBottom) {
        this.exif = exif;
        this.swapsAxes = swapsAxes;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** The orientation that EXIF gives this value; {@link #UPRIGHT} if it knows no such value. */
    static Orientation of(int exif) {
        for (Orientation orientation : values()) {
            if (orientation.exif == exif) {
                return orientation;
            }
        }
        return UPRIGHT;
    }

    /** Width of the upright photo. */
    public int width(int storedWidth, int storedHeight) {
        return swapsAxes ? storedHeight : storedWidth;
    }

    /** Height of the upright photo. */
    public int height(int storedWidth, int storedHeight) {
        return swapsAxes ? storedWidth : storedHeight;
    }

    /**
     * The upright photo, pixel for pixel.
     *
     * @return the image itself if it is upright; otherwise one of {@link BufferedImage#TYPE_INT_RGB}, or of
     *     {@link BufferedImage#TYPE_INT_ARGB} if it has alpha
     */
    public BufferedImage upright(BufferedImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int length = stored.getWidth();
        int rows = stored.getHeight();
        int type = stored.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage upright = new BufferedImage(width(length, rows), height(length, rows), type);
        int[] row = new int[length];
        for (int y = 0; y < rows; y++) {
            stored.getRGB(0, y, length, 1, row, 0, length);
            if (fromRight) {
                reverse(row);
            }
            int at = fromBottom ? rows - 1 - y : y;
            if (swapsAxes) {
                upright.setRGB(at, 0, 1, length, row, 0, 1);
            } else {
                upright.setRGB(0, at, length, 1, row, 0, length);
            }
        }
        return upright;
    }

    private static void reverse(int[] row) {
        for (int i = 0, j = row.length - 1; i < j; i++, j--) {
            int pixel = row[i];
            row[i] = row[j];
            row[j] = pixel;
        }
    }

    /** Where a rectangle of the stored photo is in the upright one. It may reach outside. */
    public Rectangle2D.Double toUpright(Rectangle2D.Double stored, int storedWidth, int storedHeight) {
        Rectangle2D.Double counted = counted(stored, storedWidth, storedHeight);
        return swapsAxes ? swapped(counted) : counted;
    }

    /** Where a rectangle of the upright photo is in the stored one. It may reach outside. */
    public Rectangle2D.Double toStored(Rectangle2D.Double upright, int storedWidth, int storedHeight) {
        return counted(swapsAxes ? swapped(upright) : upright, storedWidth, storedHeight);
    }

    /** Where a region of the stored photo is in the upright one. */
    public Region toUpright(Region stored, int storedWidth, int storedHeight) {
        return region(toUpright(rectangle(stored), storedWidth, storedHeight));
    }

    /** Where a region of the upright photo is in the stored one. */
    public Region toStored(Region upright, int storedWidth, int storedHeight) {
        return region(toStored(rectangle(upright), storedWidth, storedHeight));
    }

    /** Counts from the right and the bottom, or back. */
    private Rectangle2D.Double counted(Rectangle2D.Double stored, int storedWidth, int storedHeight) {
        return new Rectangle2D.Double(
                fromRight ? storedWidth - stored.width - stored.x : stored.x,
                fromBottom ? storedHeight - stored.height - stored.y : stored.y,
                stored.width,
                stored.height);
    }

    private static Rectangle2D.Double swapped(Rectangle2D.Double rectangle) {
        return new Rectangle2D.Double(rectangle.y, rectangle.x, rectangle.height, rectangle.width);
    }

    private static Rectangle2D.Double rectangle(Region region) {
        return new Rectangle2D.Double(region.left(), region.top(), region.width(), region.height());
    }

    /** Whole numbers stay whole. */
    private static Region region(Rectangle2D.Double whole) {
        return new Region((int) whole.x, (int) whole.y, (int) whole.width, (int) whole.height);
    }
}
