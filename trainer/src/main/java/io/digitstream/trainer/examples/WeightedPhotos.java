package io.digitstream.trainer.examples;

import io.digitstream.synthetic.raster.SeededRandom;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Photos that are drawn by the weights of their sources, those of one source alike. Immutable. */
public final class WeightedPhotos {
    private final List<LabeledPhoto> photos;

    /** At each photo the weights up to and with it. */
    private final double[] cumulative;

    /** @param photos at least one to draw from */
    public WeightedPhotos(List<LabeledPhoto> photos) {
        this.photos = List.copyOf(photos);
        Map<PhotoSource, Integer> counts = new HashMap<>();
        photos.forEach(photo -> counts.merge(photo.source(), 1, Integer::sum));
        cumulative = new double[photos.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            PhotoSource source = photos.get(i).source();
            // Photos of no source count one each.
            sum += source.equals(PhotoSource.NONE) ? 1 : source.weight() / counts.getOrDefault(source, 1);
            cumulative[i] = sum;
        }
    }

    public LabeledPhoto pick(SeededRandom random) {
        double place = random.between(0, cumulative[cumulative.length - 1]);
        int found = Arrays.binarySearch(cumulative, place);
        return photos.get(Math.min(photos.size() - 1, found >= 0 ? found + 1 : -found - 1));
    }
}
