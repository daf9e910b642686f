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
 */
public record LabeledPhoto(String file, BufferedImage image, Region region, String label) {}
