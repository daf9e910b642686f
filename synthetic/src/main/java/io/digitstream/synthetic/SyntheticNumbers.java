package io.digitstream.synthetic;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.camera.Camera;
import io.digitstream.synthetic.camera.Light;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.synthetic.raster.Planes;
import io.digitstream.synthetic.raster.SeededRandom;
import io.digitstream.synthetic.scene.NumberKind;
import io.digitstream.synthetic.scene.SceneMaterials;
import io.digitstream.synthetic.scene.Sketch;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An endless sequence of generated photos of numbers.
 *
 * <p>A photo depends on the seed, the kinds, the materials, the lengths and its index alone, not on what was drawn before
 * it. Needs no installed fonts, no display and no native font code. Immutable and thread-safe.
 */
public final class SyntheticNumbers {
    private final long seed;
    private final LengthShares lengths;
    private final List<NumberKind> kinds;
    private final SceneMaterials materials;

    /** House numbers and amounts of {@linkplain LengthShares#usual() usual} lengths in the built-in typefaces. */
    public SyntheticNumbers(long seed) {
        this(seed, LengthShares.usual());
    }

    /** House numbers and amounts in the built-in typefaces. */
    public SyntheticNumbers(long seed, LengthShares lengths) {
        this(
                seed,
                lengths,
                EnumSet.of(NumberKind.HOUSE_NUMBER, NumberKind.HANDWRITING),
                SceneMaterials.of(Typefaces.builtIn()));
    }

    /**
     * Numbers of some kinds.
     *
     * @param kinds each as frequent as the others among the numbers that it can hold
     */
    public SyntheticNumbers(long seed, LengthShares lengths, Set<NumberKind> kinds, SceneMaterials materials) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("there is no kind of numbers to draw");
        }
        this.seed = seed;
        this.lengths = lengths;
        this.kinds = List.copyOf(EnumSet.copyOf(kinds));
        this.materials = materials;
    }

    /** Returns the number at an index: the same seed, kinds, materials, lengths and index give the same pixels. */
    public SyntheticNumber draw(long index) {
        SeededRandom random = SeededRandom.of(seed, index);
        String digits = random.text("0123456789", lengths.draw(random));
        NumberKind kind = kind(digits.length(), random);
        Sketch sketch = kind.draw(digits, materials, random);
        Planes scene = Planes.of(sketch.image());
        switch (kind.lighting()) {
            case DAYLIGHT -> Light.ofStreet(scene, sketch.digitHeight(), random);
            case BEHIND_GLASS -> Light.ofGlass(scene, sketch.digitHeight(), random);
            case SCANNER -> Light.ofScanner(scene, random);
        }
        double grey = kind.lighting() == NumberKind.Lighting.SCANNER ? 0.7 : 0.03;
        BufferedImage photo = Camera.take(scene, sketch.digitHeight(), grey, random);
        boolean located = !digits.isEmpty() || random.chance(0.6);
        return new SyntheticNumber(photo, digits, located ? inside(photo, sketch.box()) : null);
    }

    /** One of those that such a number is usual on, or any where it is on none. */
    private NumberKind kind(int digits, SeededRandom random) {
        List<NumberKind> holding =
                kinds.stream().filter(kind -> kind.holds(digits)).toList();
        return random.pick(holding.isEmpty() ? kinds : holding);
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
