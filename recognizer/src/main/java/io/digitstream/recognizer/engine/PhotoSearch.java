package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.location.Look;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.location.NearView;
import io.digitstream.recognizer.location.Sighting;
import io.digitstream.recognizer.location.SightingFinder;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Prepared;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Finds where in photos to look: the locating network sees each whole photo, then each of the likeliest places again from
 * near, where its box is more exact. Immutable and thread-safe.
 *
 * @param networks that are used
 * @param plan how often a photo is looked at
 */
public record PhotoSearch(Networks networks, LookPlan plan) {
    /** A place that is not the likeliest counts only above this presence. */
    private static final double LEAST_PRESENCE = 0.05;

    /** More overviews than this are seen one part after the other. */
    private static final int MOST_LOCATED = 64;

    /** What is to be read of each photo, in order: at least one look, at the likeliest place first. */
    public List<List<Look>> look(List<Prepared.Whole> photos, Locator locator) {
        List<List<NearView>> views = fromAfar(photos, locator);
        List<Overview> overviews = new ArrayList<>();
        views.forEach(ofPhoto -> ofPhoto.forEach(view -> overviews.add(view.overview())));
        Iterator<LocationMap> maps =
                Parts.of(overviews, MOST_LOCATED, locator::locate).iterator();
        List<List<Look>> looks = new ArrayList<>();
        for (int i = 0; i < photos.size(); i++) {
            List<Sighting> places = new ArrayList<>();
            for (NearView view : views.get(i)) {
                Sighting seen = view.sighting(maps.next());
                if (places.stream().noneMatch(seen::isOfTheSameAs)) {
                    places.add(seen);
                }
            }
            looks.add(
                    plan.looks(photos.get(i).frame(), places, networks.reading().input()));
        }
        return looks;
    }

    /** The likeliest places of each photo, seen from near. */
    private List<List<NearView>> fromAfar(List<Prepared.Whole> photos, Locator locator) {
        SightingFinder finder = new SightingFinder(plan.places());
        List<Overview> overviews = photos.stream().map(Prepared.Whole::overview).toList();
        Iterator<LocationMap> maps =
                Parts.of(overviews, MOST_LOCATED, locator::locate).iterator();
        List<List<NearView>> views = new ArrayList<>();
        for (Prepared.Whole photo : photos) {
            BufferedImage image = photo.frame().image();
            List<NearView> ofPhoto = new ArrayList<>();
            for (Sighting sighting : finder.find(maps.next())) {
                if (ofPhoto.isEmpty() || sighting.presence() >= LEAST_PRESENCE) {
                    Box place = photo.overview().inPhoto(sighting.box(), image.getWidth(), image.getHeight());
                    ofPhoto.add(NearView.of(image, place, networks.locating().input()));
                }
            }
            views.add(ofPhoto);
        }
        return views;
    }
}
