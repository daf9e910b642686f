package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * The typefaces and background photos that scenes use. Immutable; callers must not draw on the backgrounds.
 *
 * @param typefaces of printed numbers and words
 * @param backgrounds photos without numbers, of any size; may be empty, then all backgrounds are drawn
 */
public record SceneMaterials(Typefaces typefaces, List<BufferedImage> backgrounds) {
    private static final double PHOTOGRAPHED = 0.4;

    public SceneMaterials {
        backgrounds = List.copyOf(backgrounds);
    }

    /** Typefaces alone. */
    public static SceneMaterials of(Typefaces typefaces) {
        return new SceneMaterials(typefaces, List.of());
    }

    /** Returns a photo for some scenes, and nothing for those whose background is drawn. */
    Optional<BufferedImage> background(SeededRandom random) {
        return backgrounds.isEmpty() || !random.chance(PHOTOGRAPHED)
                ? Optional.empty()
                : Optional.of(random.pick(backgrounds));
    }
}
