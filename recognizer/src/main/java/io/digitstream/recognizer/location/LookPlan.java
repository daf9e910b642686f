package io.digitstream.recognizer.location;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.Frame;
import io.digitstream.recognizer.pixels.InputShape;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a photo is looked at: at the likeliest places, at each in several sizes. Immutable and thread-safe.
 *
 * @param places at most, at least 1
 * @param sizes at each place, 1 to {@value #MOST_SIZES}
 */
public record LookPlan(int places, int sizes) {
    /** More sizes than these gained nothing. */
    public static final int MOST_SIZES = 5;

    /** What is worth its time: where accuracy against images a second has its knee (docs/location.md). */
    public static final LookPlan DEFAULT = new LookPlan(2, 2);

    /** A photo whose likeliest place has less presence is also looked at as a whole: a number may fill it. */
    private static final double SURELY_FOUND = 0.9;

    /** Presence of a number in a whole photo in which one is read. */
    private static final double IN_WHOLE_PHOTO = 0.9;

    /** Against the box that was found, the most useful first. */
    private static final List<Size> SIZES =
            List.of(new Size(1, 1), new Size(0.85, 0.85), new Size(1.2, 1.2), new Size(1.3, 1), new Size(1, 1.3));

    /** Factors of width and height. */
    private record Size(double width, double height) {}

    public LookPlan {
        if (places < 1 || sizes < 1 || sizes > MOST_SIZES) {
            throw new IllegalArgumentException("a photo is looked at at 1 place or more in 1 to " + MOST_SIZES
                    + " sizes, not at " + places + " in " + sizes);
        }
    }

    /**
     * The looks at one photo; the last is at all of it where no place is sure.
     *
     * @param sightings in pixels of the frame, at least one, the likeliest first
     * @param shape of the reading network's input
     */
    public List<Look> looks(Frame frame, List<Sighting> sightings, InputShape shape) {
        int width = frame.image().getWidth();
        int height = frame.image().getHeight();
        List<Look> looks = new ArrayList<>();
        for (Sighting sighting : sightings) {
            for (Size size : SIZES.subList(0, sizes)) {
                Crop crop = Crop.around(sighting.box().resized(size.width(), size.height()), width, height);
                looks.add(new Look(sighting.box(), sighting.presence(), false, crop.cutFrom(frame.image(), shape)));
            }
        }
        if (sightings.get(0).presence() < SURELY_FOUND) {
            Crop whole = Crop.whole(width, height);
            looks.add(
                    new Look(new Box(0, 0, width, height), IN_WHOLE_PHOTO, true, whole.cutFrom(frame.image(), shape)));
        }
        return looks;
    }
}
