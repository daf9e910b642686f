package io.digitstream.trainer.photos;

import io.digitstream.recognizer.image.Region;
import java.awt.image.BufferedImage;

/**
 * A photo in memory with the number it shows and where. Immutable as long as nobody draws on it.
 *
 * @param file name, by which it is split
 * @param image decoded
 * @param region of the number; the whole photo where none was given
 * @param label the number's digits
 * @param machineMade whether a machine made the label: such a photo may be trained on, but nothing is chosen by it
 */
public record LabeledPhoto(String file, BufferedImage image, Region region, String label, boolean machineMade) {
    /** A photo that a person labelled. */
    public LabeledPhoto(String file, BufferedImage image, Region region, String label) {
        this(file, image, region, label, false);
    }
}
