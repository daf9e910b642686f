package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.engine.Parts;
import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.util.ArrayList;
import java.util.List;

/** Labelled photos, cut as serving cuts them, to score again and again. Immutable. */
public final class Evaluator {
    private static final int BATCH = 64;

    private final PhotoSet photos;
    private final List<Pixels> pixels;

    /** @throws ImageRejectedException if a photo's region lies outside it */
    public Evaluator(PhotoSet photos, InputShape shape) throws ImageRejectedException {
        this.photos = photos;
        List<Pixels> cut = new ArrayList<>();
        for (LabeledPhoto photo : photos.photos()) {
            Crop crop = Crop.around(
                    photo.region(), photo.image().getWidth(), photo.image().getHeight());
            cut.add(crop.cutFrom(photo.image(), shape));
        }
        this.pixels = List.copyOf(cut);
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

    /** What the network sees of every photo, in order. */
    public List<Pixels> pixels() {
        return pixels;
    }

    /** The right numbers, in order. */
    public List<String> labels() {
        return photos.photos().stream().map(LabeledPhoto::label).toList();
    }
}
