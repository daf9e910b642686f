package io.digitstream.recognizer.image;

/**
 * Where in a photo the number is: a rectangle in pixels of the stored image, the origin at its top left corner.
 *
 * <p>It may reach outside the photo, as annotators' boxes do; what counts is the part inside. Immutable.
 *
 * @param left pixels from the photo's left edge, may be negative
 * @param top pixels from the photo's top edge, may be negative
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record Region(int left, int top, int width, int height) {
    public Region {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a region needs a width and a height of at least 1 pixel, not " + width + " x " + height);
        }
    }

    /**
     * The region that a record from outside names.
     *
     * @throws ImageRejectedException if it has no area
     */
    public static Region of(int left, int top, int width, int height) throws ImageRejectedException {
        try {
            return new Region(left, top, width, height);
        } catch (IllegalArgumentException e) {
            throw new ImageRejectedException(RejectionReason.BAD_REGION, String.valueOf(e.getMessage()), e);
        }
    }
}
