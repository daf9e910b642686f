package io.digitstream.trainer.scenes;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.pixels.Overview;
import java.util.List;

/**
 * A photo as the locating network sees it, and where its numbers are. Immutable.
 *
 * @param overview the network's input
 * @param numbers boxes in pixels of the overview; none where there is no number
 */
public record Scene(Overview overview, List<Box> numbers) {
    public Scene {
        numbers = List.copyOf(numbers);
    }
}
