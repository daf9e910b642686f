package io.digitstream.recognizer.location;

import io.digitstream.recognizer.image.Box;

/**
 * A place where a number may be. Immutable.
 *
 * @param box close around the digits
 * @param presence how likely it is one, in [0, 1]
 */
public record Sighting(Box box, double presence) {}
