package io.digitstream.recognizer.location;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.Frame;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Prepared;
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
    public static final LookPlan DEFAULT = new LookPlan(2, 3);

    /** A place that is not the likeliest is looked at only above this presence. */
    private static final double LEAST_PRESENCE = 0.05;

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

    /** @return at least one, the likeliest place first */
    public List<Look> looks(Prepared.Whole photo, LocationMap map, InputShape shape) {
        Frame frame = photo.frame();
        int width = frame.image().getWidth();
        int height = frame.image().getHeight();
        List<Sighting> sightings = new SightingFinder(places).find(map);
        List<Look> looks = new ArrayList<>();
        for (Sighting sighting : sightings) {
            if (looks.isEmpty() || sighting.presence() >= LEAST_PRESENCE) {
                Box place = photo.overview().inPhoto(sighting.box(), width, height);
                for (Size size : SIZES.subList(0, sizes)) {
                    Crop crop = Crop.around(place.resized(size.width(), size.height()), width, height);
                    looks.add(new Look(place, sighting.presence(), crop.cutFrom(frame.image(), shape)));
                }
            }
        }
        return looks;
    }
}
