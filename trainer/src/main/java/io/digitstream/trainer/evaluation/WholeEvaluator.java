package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.Locator;
import io.digitstream.recognizer.engine.Parts;
import io.digitstream.recognizer.engine.PhotoSearch;
import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.location.Look;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.location.Sighting;
import io.digitstream.recognizer.location.SightingFinder;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Labelled photos with their regions hidden, looked at as serving does, again and again. Immutable. */
public final class WholeEvaluator {
    private static final int BATCH = 64;

    private final List<LabeledPhoto> photos;
    private final List<Prepared.Whole> prepared;
    private final Networks networks;

    public WholeEvaluator(PhotoSet photos, Networks networks) {
        Preparer preparer = networks.preparer(ImageLimits.DEFAULT);
        this.photos = photos.photos();
        this.prepared = this.photos.stream()
                .map(photo -> preparer.prepare(photo.image()))
                .toList();
        this.networks = networks;
    }

    /**
     * One photo, looked at.
     *
     * @param looks at the places where a number may be
     * @param scores raw, of each look
     */
    public record Looked(List<Look> looks, List<Scores> scores) {}

    /** Looks at every photo, in order. */
    public List<Looked> look(Engine engine, LookPlan plan) {
        PhotoSearch search = new PhotoSearch(networks, plan);
        List<Looked> looked = new ArrayList<>();
        for (int from = 0; from < prepared.size(); from += BATCH) {
            List<Prepared.Whole> batch = prepared.subList(from, Math.min(prepared.size(), from + BATCH));
            for (List<Look> looks : search.look(batch, engine)) {
                looked.add(new Looked(
                        looks, engine.score(looks.stream().map(Look::pixels).toList())));
            }
        }
        return looked;
    }

    /** What the looks read as, and where. */
    public WholeEvaluation evaluate(List<Looked> looked, LookReader reader) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < looked.size(); i++) {
            LabeledPhoto photo = photos.get(i);
            List<Look> looks = looked.get(i).looks();
            LookReader.Decision decision = reader.decide(looks, looked.get(i).scores());
            outcomes.add(new Outcome(photo.file(), photo.label(), decision.reading()));
            places.add(place(i, looks.get(decision.look()).place()));
        }
        return new WholeEvaluation(new Evaluation(outcomes), places);
    }

    /** What the network saw of each number that was read, in order. */
    public List<Pixels> pixels(List<Looked> looked, LookReader reader) {
        return looked.stream()
                .map(photo -> photo.looks()
                        .get(reader.decide(photo.looks(), photo.scores()).look())
                        .pixels())
                .toList();
    }

    /** How many numbers the locating network alone finds where they are. */
    public Share found(Locator locator) {
        SightingFinder finder = new SightingFinder(1);
        int found = 0;
        List<Overview> overviews =
                prepared.stream().map(Prepared.Whole::overview).toList();
        List<LocationMap> maps = Parts.of(overviews, BATCH, locator::locate);
        for (int i = 0; i < prepared.size(); i++) {
            Sighting likeliest = finder.find(maps.get(i)).get(0);
            BufferedImage image = prepared.get(i).frame().image();
            Box box = overviews.get(i).inPhoto(likeliest.box(), image.getWidth(), image.getHeight());
            found += place(i, box).isRight() ? 1 : 0;
        }
        return new Share(found, prepared.size());
    }

    /** @param found in the photo's frame */
    private Place place(int photo, Box found) {
        int reduction = prepared.get(photo).frame().reduction();
        return new Place(
                found.scaled(reduction, reduction, 0, 0),
                Box.of(photos.get(photo).region()));
    }

    public List<LabeledPhoto> photos() {
        return photos;
    }

    /** The right numbers, in order. */
    public List<String> labels() {
        return photos.stream().map(LabeledPhoto::label).toList();
    }
}
