package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.synthetic.raster.SeededRandom;
import io.digitstream.trainer.photos.Backgrounds;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Parts of photos that show no number, to find out how often one is seen in them all the same. Immutable. */
public final class BackgroundEvaluator {
    private static final long SEED = 1;
    private static final int BATCH = 32;

    private final List<BufferedImage> backgrounds;

    /**
     * @param photos that the parts are cut from, in turn
     * @param count of parts; fewer if no photo has room beside its number
     */
    public BackgroundEvaluator(PhotoSet photos, int count) {
        List<LabeledPhoto> all = photos.photos();
        List<BufferedImage> cut = new ArrayList<>();
        for (int i = 0; cut.size() < count && (i < all.size() || !cut.isEmpty()); i++) {
            Backgrounds.cut(all.get(i % all.size()), SeededRandom.of(SEED, i)).ifPresent(cut::add);
        }
        this.backgrounds = List.copyOf(cut);
    }

    /** How many parts were read as what. */
    public Map<ReadingStatus, Integer> read(Recognizer recognizer) {
        Preparer preparer = recognizer.networks().preparer(ImageLimits.DEFAULT);
        List<Prepared> prepared = new ArrayList<>();
        backgrounds.forEach(part -> prepared.add(preparer.prepare(part)));
        Map<ReadingStatus, Integer> counts = new EnumMap<>(ReadingStatus.class);
        for (int from = 0; from < prepared.size(); from += BATCH) {
            List<Prepared> batch = prepared.subList(from, Math.min(prepared.size(), from + BATCH));
            for (PlacedReading placed : recognizer.read(batch)) {
                counts.merge(placed.reading().status(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
