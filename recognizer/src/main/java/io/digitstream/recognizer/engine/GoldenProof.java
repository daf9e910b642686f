package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.weights.GoldenImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a release at work reads the images that it carries along as it did when it was made.
 *
 * @param right golden images that are read right
 * @param images all of them
 */
public record GoldenProof(int right, int images) {
    /** Share that must be right: each was right when the release was made, but another engine may round differently. */
    private static final double FLOOR = 0.9;

    /** Reads them, in one batch and by the calling thread: this also warms the engine up. */
    public static GoldenProof of(Recognizer recognizer, List<GoldenImage> images) {
        List<Prepared> batch = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        Preparer preparer = recognizer.networks().preparer(ImageLimits.DEFAULT);
        for (GoldenImage image : images) {
            prepare(preparer, image).ifPresent(prepared -> {
                batch.add(prepared);
                numbers.add(image.number());
            });
        }
        int right = 0;
        List<PlacedReading> readings = batch.isEmpty() ? List.of() : recognizer.read(batch);
        for (int i = 0; i < readings.size(); i++) {
            right += readings.get(i).reading().best().isRight(numbers.get(i)) ? 1 : 0;
        }
        return new GoldenProof(right, images.size());
    }

    /** One that cannot be decoded is not read right. */
    private static Optional<Prepared> prepare(Preparer preparer, GoldenImage image) {
        try {
            return Optional.of(preparer.prepare(image.file(), image.region()));
        } catch (ImageRejectedException e) {
            return Optional.empty();
        }
    }

    /** Whether there are any images, and enough of them are read right. */
    public boolean holds() {
        return images > 0 && right >= FLOOR * images;
    }
}
