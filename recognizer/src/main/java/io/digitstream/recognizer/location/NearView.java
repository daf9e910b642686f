package io.digitstream.recognizer.location;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import java.awt.image.BufferedImage;

/**
 * A place in a photo and what is around it, as the locating network takes it: a number fills about half of its height there,
 * so that its box is more exact than from afar. Immutable.
 *
 * @param part of the photo
 * @param overview of the part
 */
public record NearView(Crop part, Overview overview) {
    /** The part is this much larger than the place, and at least so much wider than high. */
    private static final double LARGER = 2.2;

    private static final double LEAST_ASPECT = 2;

    private static final SightingFinder FINDER = new SightingFinder(1);

    /**
     * The view of a place.
     *
     * @param place where a number may be, in pixels of the photo
     * @param shape of the locating network's input
     */
    public static NearView of(BufferedImage photo, Box place, InputShape shape) {
        double wider = Math.max(LARGER, LARGER * LEAST_ASPECT * place.height() / place.width());
        Crop part = Crop.covering(place.resized(wider, LARGER), photo.getWidth(), photo.getHeight());
        return new NearView(part, Overview.of(photo, part, shape));
    }

    /** The likeliest number in it, in pixels of the photo. */
    public Sighting sighting(LocationMap map) {
        Sighting seen = FINDER.find(map).get(0);
        Box box = overview.inPhoto(seen.box(), part.width(), part.height()).scaled(1, 1, part.left(), part.top());
        return new Sighting(box, seen.presence());
    }
}
