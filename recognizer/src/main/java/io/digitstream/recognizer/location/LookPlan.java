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
 * @param leastPresence a place that is not the likeliest is looked at only above this, in [0, 1]
 * @param sizes of the crops, against the box that was found
 */
public record LookPlan(int places, double leastPresence, List<Size> sizes) {
    /**
     * One size.
     *
     * @param width factor
     * @param height factor
     */
    public record Size(double width, double height) {}

    /** What the measurements in docs/location.md say is worth its time. */
    public static final LookPlan DEFAULT =
            new LookPlan(2, 0.1, List.of(new Size(1, 1), new Size(1.2, 1.1), new Size(0.9, 0.95)));

    public LookPlan {
        sizes = List.copyOf(sizes);
        if (places < 1 || sizes.isEmpty()) {
            throw new IllegalArgumentException("a photo is looked at once at least");
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
            if (looks.isEmpty() || sighting.presence() >= leastPresence) {
                Box place = photo.overview().inPhoto(sighting.box(), width, height);
                for (Size size : sizes) {
                    Box box = place.resized(size.width(), size.height());
                    looks.add(new Look(
                            box,
                            sighting.presence(),
                            Crop.around(box, width, height).cutFrom(frame.image(), shape)));
                }
            }
        }
        return looks;
    }
}
