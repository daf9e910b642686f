package io.digitstream.trainer.search;

import io.digitstream.recognizer.image.Region;

/**
 * Where a number may be, in fractions of a photo's pixels; may reach outside the photo. Immutable.
 *
 * @param left from the photo's left edge
 * @param top from the photo's top edge
 * @param width greater than 0
 * @param height greater than 0
 */
record Box(double left, double top, double width, double height) {
    static Box around(double middleX, double middleY, double width, double height) {
        return new Box(middleX - width / 2, middleY - height / 2, width, height);
    }

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    double middleX() {
        return left + width / 2;
    }

    double middleY() {
        return top + height / 2;
    }

    /** The area that two boxes share, over the area that they cover together: 1 for the same box, 0 for strangers. */
    double overlap(Box other) {
        double sharedWidth = Math.min(right(), other.right()) - Math.max(left, other.left);
        double sharedHeight = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
        double shared = Math.max(0, sharedWidth) * Math.max(0, sharedHeight);
        return shared / (width * height + other.width * other.height - shared);
    }

    /** The whole pixels nearest to this box, inside the photo. */
    Region toRegion(int photoWidth, int photoHeight) {
        int x = clamp(left, photoWidth - 1);
        int y = clamp(top, photoHeight - 1);
        return new Region(
                x, y, Math.max(1, clamp(right(), photoWidth) - x), Math.max(1, clamp(bottom(), photoHeight) - y));
    }

    private static int clamp(double value, int limit) {
        return (int) Math.max(0, Math.min(limit, Math.round(value)));
    }
}
