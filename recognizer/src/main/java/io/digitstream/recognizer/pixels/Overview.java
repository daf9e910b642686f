package io.digitstream.recognizer.pixels;

import io.digitstream.recognizer.image.Box;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A whole photo as the locating network takes it: reduced or enlarged in its own proportions until it fills the network's
 * input along one axis, and in the middle of it along the other. Immutable.
 */
public final class Overview implements NetworkInput {
    /** A photo of extreme proportions becomes no narrower than this. */
    private static final int NARROWEST = 8;

    private final InputShape shape;
    private final Pixels content;

    /**
     * @param shape of the network's input
     * @param content the photo, no larger than that
     */
    public Overview(InputShape shape, Pixels content) {
        if (content.shape().width() > shape.width() || content.shape().height() > shape.height()) {
            throw new IllegalArgumentException(content.shape() + " does not fit into " + shape);
        }
        this.shape = shape;
        this.content = content;
    }

    /** An overview of a photo in memory. */
    public static Overview of(BufferedImage photo, InputShape shape) {
        return of(photo, Crop.whole(photo.getWidth(), photo.getHeight()), shape);
    }

    /** An overview of a part of a photo in memory: the part takes the photo's place in all that follows. */
    public static Overview of(BufferedImage photo, Crop part, InputShape shape) {
        double scale = Math.min(shape.width() / part.width(), shape.height() / part.height());
        InputShape inside = new InputShape((int) Math.max(NARROWEST, Math.round(scale * part.height())), (int)
                Math.max(NARROWEST, Math.round(scale * part.width())));
        return new Overview(shape, part.cutFrom(photo, inside));
    }

    @Override
    public InputShape shape() {
        return shape;
    }

    /** The photo alone. */
    public Pixels content() {
        return content;
    }

    /** A box of this overview in a photo of that size. */
    public Box inPhoto(Box box, double photoWidth, double photoHeight) {
        double scaleX = photoWidth / content.shape().width();
        double scaleY = photoHeight / content.shape().height();
        return box.scaled(scaleX, scaleY, -left() * scaleX, -top() * scaleY);
    }

    /** A box of a photo of that size in this overview. */
    public Box inOverview(Box box, double photoWidth, double photoHeight) {
        return box.scaled(content.shape().width() / photoWidth, content.shape().height() / photoHeight, left(), top());
    }

    private int left() {
        return (shape.width() - content.shape().width()) / 2;
    }

    private int top() {
        return (shape.height() - content.shape().height()) / 2;
    }

    /**
     * Writes the values into a batch: the photo's as {@link Pixels#normalizeInto} does, 0 around it.
     *
     * @param batch photos of {@link InputShape#size()} values, one after the other
     * @param offset where this photo begins
     */
    @Override
    public void normalizeInto(float[] batch, int offset) {
        int width = content.shape().width();
        int height = content.shape().height();
        float[] normalized = new float[content.shape().size()];
        content.normalizeInto(normalized, 0);
        Arrays.fill(batch, offset, offset + shape.size(), 0);
        for (int channel = 0; channel < InputShape.CHANNELS; channel++) {
            for (int y = 0; y < height; y++) {
                int row = offset + (channel * shape.height() + top() + y) * shape.width() + left();
                System.arraycopy(normalized, (channel * height + y) * width, batch, row, width);
            }
        }
    }
}
