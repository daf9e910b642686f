package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.engine.Parts;
import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Labelled photos, cut as serving cuts them, to score again and again. Immutable. */
public final class Evaluator {
    private static final int BATCH = 64;

    private final PhotoSet photos;
    private final InputShape shape;
    private final List<Pixels> pixels;

    private Evaluator(PhotoSet photos, InputShape shape, List<Pixels> pixels) {
        this.photos = photos;
        this.shape = shape;
        this.pixels = List.copyOf(pixels);
    }

    /** @throws ImageRejectedException if a photo's region lies outside it */
    public Evaluator(PhotoSet photos, InputShape shape) throws ImageRejectedException {
        this(photos, shape, cut(photos, shape));
    }

    private static List<Pixels> cut(PhotoSet photos, InputShape shape) throws ImageRejectedException {
        List<Pixels> cut = new ArrayList<>();
        for (LabeledPhoto photo : photos.photos()) {
            Crop crop = Crop.around(
                    photo.region(), photo.image().getWidth(), photo.image().getHeight());
            cut.add(crop.cutFrom(photo.image(), shape));
        }
        return cut;
    }

    /**
     * The same photos nine times each, their regions moved by a sixteenth of their size, as people and machines who say where
     * numbers are differ: few photos tell small differences apart that way.
     */
    public Evaluator nearby() {
        List<LabeledPhoto> seen = new ArrayList<>();
        List<Pixels> cut = new ArrayList<>();
        for (LabeledPhoto photo : photos.photos()) {
            Region region = photo.region();
            for (int look = 0; look < 9; look++) {
                double right = (look % 3 - 1) * region.width() / 16.0;
                double down = (look / 3 - 1) * region.height() / 16.0;
                Box moved = new Box(region.left() + right, region.top() + down, region.width(), region.height());
                Crop crop = Crop.around(
                        moved, photo.image().getWidth(), photo.image().getHeight());
                cut.add(crop.cutFrom(photo.image(), shape));
                seen.add(photo);
            }
        }
        return new Evaluator(new PhotoSet(seen), shape, cut);
    }

    /** Raw scores of every photo, in order. */
    public List<Scores> score(Scorer scorer) {
        return Parts.of(pixels, BATCH, scorer::score);
    }

    /** What the scores read as. */
    public Evaluation evaluate(List<Scores> scores, SequenceReader reader) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            LabeledPhoto photo = photos.photos().get(i);
            outcomes.add(new Outcome(photo.file(), photo.label(), reader.read(scores.get(i))));
        }
        return new Evaluation(outcomes);
    }

    /**
     * An evaluation's parts by the names of the photos' sources.
     *
     * @param evaluation of these photos
     */
    public Map<String, Evaluation> bySource(Evaluation evaluation) {
        Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
        List<Outcome> all = evaluation.outcomes();
        for (int i = 0; i < all.size(); i++) {
            outcomes.computeIfAbsent(photos.photos().get(i).source().name(), name -> new ArrayList<>())
                    .add(all.get(i));
        }
        Map<String, Evaluation> evaluations = new LinkedHashMap<>();
        outcomes.forEach((name, ofSource) -> evaluations.put(name, new Evaluation(ofSource)));
        return evaluations;
    }

    /** What the network sees of every photo, in order. */
    public List<Pixels> pixels() {
        return pixels;
    }

    /** The right numbers, in order. */
    public List<String> labels() {
        return photos.photos().stream().map(LabeledPhoto::label).toList();
    }
}
