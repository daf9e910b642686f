package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.location.Look;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ReleaseSummary;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One release at work: an engine filled with its weights and the reading that its calibrations and thresholds ask for. What
 * changes as one when weights change. Used by one thread, which also closes it.
 *
 * @param release what is known about it, its validation profiles among it
 * @param engine owned: closed with the recognizer
 * @param networks that the engine runs
 * @param reader of images that came with the place of their number
 * @param plan where and how often others are looked at
 * @param lookReader of these looks
 */
public record Recognizer(
        ReleaseSummary release,
        Engine engine,
        Networks networks,
        SequenceReader reader,
        LookPlan plan,
        LookReader lookReader)
        implements AutoCloseable {
    /** More crops than this are scored one part after the other. */
    private static final int MOST_SCORED = 128;

    /** A release on the fastest engine. */
    public static Recognizer of(Release release) {
        return of(release, EngineKind.USUAL.fill(release));
    }

    /** A release on an engine that is filled with it, and closed by the recognizer. */
    public static Recognizer of(Release release, Engine engine) {
        return new Recognizer(
                ReleaseSummary.of(release),
                engine,
                release.networks(),
                release.reader(),
                LookPlan.DEFAULT,
                release.lookReader());
    }

    /** Version of the release. */
    public String weightsVersion() {
        return release.version();
    }

    /** The same with another plan; only one of the two may be closed. */
    public Recognizer withPlan(LookPlan other) {
        return new Recognizer(release, engine, networks, reader, other, lookReader);
    }

    /** The same for numbers of no more than so many digits; only one of the two may be closed. */
    public Recognizer limitedTo(int digits) {
        return new Recognizer(
                release,
                engine,
                networks,
                reader.limitedTo(digits),
                plan,
                new LookReader(lookReader.reader().limitedTo(digits)));
    }

    /** The same with other thresholds: readings of lower probability are uncertain; only one of the two may be closed. */
    public Recognizer withThreshold(double threshold) {
        return new Recognizer(
                release,
                engine,
                networks,
                reader.withThreshold(threshold),
                plan,
                new LookReader(lookReader.reader().withThreshold(threshold)));
    }

    /**
     * Reads a batch: numbers are located where nobody said where they are, then everything that is to be read is scored
     * together.
     *
     * @param batch at least one image
     * @return readings in the order of the batch
     */
    public List<PlacedReading> read(List<Prepared> batch) {
        List<List<Look>> looks = looks(batch);
        List<Pixels> pixels = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i) instanceof Prepared.Cut cut) {
                // One that was cut for the release before this one may have another shape.
                pixels.add(cut.pixels().stretchedTo(networks.reading().input()));
            }
            looks.get(i).forEach(look -> pixels.add(look.pixels()));
        }
        Iterator<Scores> scores = Parts.of(pixels, MOST_SCORED, engine::score).iterator();
        List<PlacedReading> readings = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            readings.add(
                    batch.get(i) instanceof Prepared.Whole whole
                            ? read(whole, looks.get(i), scores)
                            : read((Prepared.Cut) batch.get(i), scores));
        }
        return readings;
    }

    /** Of each image; none at one that came with the place of its number. */
    private List<List<Look>> looks(List<Prepared> batch) {
        List<Prepared.Whole> photos = batch.stream()
                .filter(Prepared.Whole.class::isInstance)
                .map(Prepared.Whole.class::cast)
                .toList();
        Iterator<List<Look>> looks =
                new PhotoSearch(networks, plan).look(photos, engine).iterator();
        return batch.stream()
                .map(image -> image instanceof Prepared.Whole ? looks.next() : List.<Look>of())
                .toList();
    }

    private PlacedReading read(Prepared.Cut cut, Iterator<Scores> scores) {
        return new PlacedReading(reader.read(scores.next()), cut.region(), false);
    }

    private PlacedReading read(Prepared.Whole photo, List<Look> looks, Iterator<Scores> scores) {
        List<Scores> ofLooks = looks.stream().map(look -> scores.next()).toList();
        LookReader.Decision decision = lookReader.decide(looks, ofLooks);
        boolean found = decision.reading().best().length() > 0;
        Box box = looks.get(decision.look()).place();
        return new PlacedReading(decision.reading(), found ? photo.frame().inStored(box) : null, found);
    }

    @Override
    public void close() {
        engine.close();
    }
}
