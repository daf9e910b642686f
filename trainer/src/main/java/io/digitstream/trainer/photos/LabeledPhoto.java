package io.digitstream.trainer.photos;

import io.digitstream.recognizer.image.Region;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A photo in memory with the number it shows and where. Immutable as long as nobody draws on it.
 *
 * @param file name, by which it is split
 * @param image decoded and upright, of {@link BufferedImage#TYPE_INT_RGB}
 * @param region of the number in the upright photo; the whole photo where none was given
 * @param label the number's digits
 * @param digits where each digit is, left to right; empty where that is not known
 * @param machineMade whether a machine made the label: such a photo may be trained on, but nothing is chosen by it
 * @param source where the photo comes from
 */
public record LabeledPhoto(
        String file,
        BufferedImage image,
        Region region,
        String label,
        List<DigitBox> digits,
        boolean machineMade,
        PhotoSource source) {
    public LabeledPhoto {
        if (image.getType() != BufferedImage.TYPE_INT_RGB) {
            throw new IllegalArgumentException("a labelled photo is of TYPE_INT_RGB, not of type " + image.getType());
        }
        digits = List.copyOf(digits);
    }

    /** A photo that a person labelled, whose digits' places are not known. */
    public LabeledPhoto(String file, BufferedImage image, Region region, String label) {
        this(file, image, region, label, List.of(), false, PhotoSource.NONE);
    }

    /** The same photo of a source. */
    LabeledPhoto from(PhotoSource other) {
        return new LabeledPhoto(file, image, region, label, digits, machineMade, other);
    }

    /** The same photo with another label, whose digits' places are not known. */
    LabeledPhoto labeled(String other) {
        return new LabeledPhoto(file, image, region, other, List.of(), machineMade, source);
    }

    /** The region of a photo of which nobody says where the number is. */
    public static Region all(BufferedImage image) {
        return new Region(0, 0, image.getWidth(), image.getHeight());
    }
}
