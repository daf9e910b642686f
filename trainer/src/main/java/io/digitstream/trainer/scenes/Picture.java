package io.digitstream.trainer.scenes;

import io.digitstream.recognizer.image.Box;
import java.awt.image.BufferedImage;
import java.util.List;

/** A photo in the making, and where its numbers are in it. Immutable as long as nobody draws on it. */
record Picture(BufferedImage image, List<Box> numbers) {
    Picture {
        numbers = List.copyOf(numbers);
    }
}
