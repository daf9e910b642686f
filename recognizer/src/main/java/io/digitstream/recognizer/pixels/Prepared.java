package io.digitstream.recognizer.pixels;

import io.digitstream.recognizer.image.Region;

/** An image that is ready for the networks. */
public sealed interface Prepared {
    /**
     * It came with the place of its number.
     *
     * @param pixels the reading network's input
     * @param region as it came
     */
    record Cut(Pixels pixels, Region region) implements Prepared {}

    /**
     * Its number must be found first.
     *
     * @param frame to cut from what is found
     * @param overview the locating network's input
     */
    record Whole(Frame frame, Overview overview) implements Prepared {}
}
