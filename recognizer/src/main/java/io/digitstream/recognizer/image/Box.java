package io.digitstream.recognizer.image;

/**
 * A rectangle in fractions of pixels; may reach outside the picture that it lies in. Immutable.
 *
 * @param left from the picture's left edge
 * @param top from the picture's top edge
 * @param width greater than 0
 * @param height greater than 0
 */
public record Box(double left, double top, double width, double height) {
    public Box {
        if (!(width > 0 && height > 0 && Double.isFinite(left + width) && Double.isFinite(top + height))) {
            throw new IllegalArgumentException("not a box: " + left + ", " + top + ", " + width + ", " + height);
        }
    }

    /** The region's pixels. */
    public static Box of(Region region) {
        return new Box(region.left(), region.top(), region.width(), region.height());
    }

    /** The box between two corners. */
    public static Box between(double left, double top, double right, double bottom) {
        return new Box(left, top, right - left, bottom - top);
    }

    public double right() {
        return left + width;
    }

    public double bottom() {
        return top + height;
    }

    public double middleX() {
        return left + width / 2;
    }

    public double middleY() {
        return top + height / 2;
    }

    /** The area that two boxes share, over the area that they cover together (IoU): 1 for the same box, 0 for strangers. */
    public double overlap(Box other) {
        double sharedWidth = Math.min(right(), other.right()) - Math.max(left, other.left);
        double sharedHeight = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
        double shared = Math.max(0, sharedWidth) * Math.max(0, sharedHeight);
        return shared / (width * height + other.width * other.height - shared);
    }

    /** The same middle, other sides. */
    public Box resized(double widthFactor, double heightFactor) {
        double newWidth = widthFactor * width;
        double newHeight = heightFactor * height;
        return new Box(middleX() - newWidth / 2, middleY() - newHeight / 2, newWidth, newHeight);
    }

    /** Where the box lies in the same picture at another size, then moved. */
    public Box scaled(double scaleX, double scaleY, double moveX, double moveY) {
        return new Box(left * scaleX + moveX, top * scaleY + moveY, width * scaleX, height * scaleY);
    }

    /** The whole pixels nearest to this box, inside a photo of that size; at least one. */
    public Region toRegion(int photoWidth, int photoHeight) {
        int x = clamp(left, photoWidth - 1);
        int y = clamp(top, photoHeight - 1);
        return new Region(
                x, y, Math.max(1, clamp(right(), photoWidth) - x), Math.max(1, clamp(bottom(), photoHeight) - y));
    }

    private static int clamp(double value, int limit) {
        return (int) Math.max(0, Math.min(limit, Math.round(value)));
    }
}
