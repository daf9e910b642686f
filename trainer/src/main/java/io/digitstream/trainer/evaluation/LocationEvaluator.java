package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.engine.Locator;
import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.location.Sighting;
import io.digitstream.recognizer.location.SightingFinder;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.util.ArrayList;
import java.util.List;

/** Photos with the regions of their numbers, to look for these again and again. Immutable. */
public final class LocationEvaluator {
    private static final int BATCH = 64;
    private static final SightingFinder FINDER = new SightingFinder(1);

    private final List<LabeledPhoto> photos;
    private final List<Overview> overviews;

    public LocationEvaluator(PhotoSet photos, InputShape shape) {
        this.photos = photos.photos();
        this.overviews = this.photos.stream()
                .map(photo -> Overview.of(photo.image(), shape))
                .toList();
    }

    /** How many numbers are found where they are: the likeliest place overlaps the region by half or more (IoU). */
    public Share found(Locator locator) {
        int found = 0;
        for (double overlap : overlaps(locator)) {
            found += overlap >= 0.5 ? 1 : 0;
        }
        return new Share(found, photos.size());
    }

    /** By how much the likeliest place overlaps the region (IoU), of each photo. */
    public List<Double> overlaps(Locator locator) {
        List<Double> overlaps = new ArrayList<>();
        for (int from = 0; from < photos.size(); from += BATCH) {
            int to = Math.min(photos.size(), from + BATCH);
            List<LocationMap> maps = locator.locate(overviews.subList(from, to));
            for (int i = from; i < to; i++) {
                LabeledPhoto photo = photos.get(i);
                Sighting best = FINDER.find(maps.get(i - from)).get(0);
                Box place = overviews
                        .get(i)
                        .inPhoto(
                                best.box(),
                                photo.image().getWidth(),
                                photo.image().getHeight());
                overlaps.add(place.overlap(Box.of(photo.region())));
            }
        }
        return overlaps;
    }
}
