package io.digitstream.recognizer.location;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.pixels.Pixels;

/**
 * One crop of a photo that is read because a number may be there. Immutable.
 *
 * @param place where it may be, in pixels of the frame; what was cut out is around it
 * @param presence how likely a number is there, in [0, 1]
 * @param wholePhoto whether it is the whole photo, where no place was found for sure
 * @param pixels the reading network's input
 */
public record Look(Box place, double presence, boolean wholePhoto, Pixels pixels) {}
