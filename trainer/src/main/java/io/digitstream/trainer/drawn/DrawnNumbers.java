package io.digitstream.trainer.drawn;

import io.digitstream.recognizer.image.Region;
import io.digitstream.trainer.raster.Dice;
import io.digitstream.trainer.raster.Planes;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * An endless supply of photos of numbers that nobody took: house numbers and handwritten amounts, drawn by program.
 *
 * <p>A photo depends on the seed and its index alone, not on what was drawn before it. Needs no fonts, no display and
 * no native font code of its machine. Immutable and thread-safe.
 */
public final class DrawnNumbers {
    private final long seed;
    private final LengthShares lengths;

    /** Numbers with the {@linkplain LengthShares#usual() usual} lengths. */
    public DrawnNumbers(long seed) {
        this(seed, LengthShares.usual());
    }

    public DrawnNumbers(long seed, LengthShares lengths) {
        this.seed = seed;
        this.lengths = lengths;
    }

    /** The number at a place of the supply: the same seed, lengths and index give the same pixels. */
    public DrawnNumber draw(long index) {
        Dice dice = Dice.of(seed, index);
        String digits = dice.text("0123456789", lengths.draw(dice));
        // Long numbers are amounts more often than addresses.
        boolean written = dice.chance(digits.length() >= 4 ? 0.45 : 0.2);
        Sketch sketch = written ? ChequeScene.draw(digits, dice) : StreetScene.draw(digits, dice);
        Planes scene = Planes.of(sketch.image());
        if (written) {
            Light.ofScanner(scene, dice);
        } else {
            Light.ofStreet(scene, sketch.digitHeight(), dice);
        }
        BufferedImage photo = Camera.take(scene, sketch.digitHeight(), written ? 0.7 : 0.03, dice);
        boolean located = !digits.isEmpty() || dice.chance(0.6);
        return new DrawnNumber(photo, digits, located ? inside(photo, sketch.box()) : null);
    }

    /** The pixels that a box touches, without those outside the photo. */
    private static Region inside(BufferedImage photo, Rectangle2D box) {
        int left = Math.max(0, (int) Math.floor(box.getMinX()));
        int top = Math.max(0, (int) Math.floor(box.getMinY()));
        int right = Math.min(photo.getWidth(), (int) Math.ceil(box.getMaxX()));
        int bottom = Math.min(photo.getHeight(), (int) Math.ceil(box.getMaxY()));
        return new Region(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }
}
