package io.digitstream.recognizer.location;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.pixels.Pixels;

/**
 * One crop of a photo that is read because a number may be there. Immutable.
 *
 * @param box that was cut out, before it was enlarged as every region is; in pixels of the frame
 * @param presence how likely a number is there, in [0, 1]
 * @param pixels the reading network's input
 */
public record Look(Box box, double presence, Pixels pixels) {}
