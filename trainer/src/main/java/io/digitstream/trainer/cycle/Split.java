package io.digitstream.trainer.cycle;

import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cycle's photos, each on its side for good: what it trains on and what it is judged by, of what was known before and of
 * what is new. Immutable.
 *
 * @param known photos that came with the trainer, and labels that an earlier cycle has learned from
 * @param fresh photos of new labels
 * @param drawn numbers to be judged by, which no training draws
 * @param unusable labels that are none, or whose image cannot be read
 */
record Split(PhotoSet known, PhotoSet fresh, PhotoSet drawn, int unusable) {
    private static final Logger LOG = LoggerFactory.getLogger(Split.class);

    /** Another sequence than any that is trained on: those are drawn from the seeds of plans. */
    private static final long DRAWN_SEED = Long.MIN_VALUE + 5;

    private static final int DRAWN = 600;

    /** Fewer photos than this are helped out by drawn numbers when confidence is calibrated. */
    private static final int ENOUGH_TO_CALIBRATE = 100;

    /** @param known photos that came with the trainer */
    static Split of(PhotoSet known, LabelBook book, LabelReader reader) {
        List<LabeledPhoto> old = new ArrayList<>(known.photos());
        List<LabeledPhoto> fresh = new ArrayList<>();
        int unusable = book.unreadable();
        for (Label label : book.labels()) {
            if (!reader.teaches(label)) {
                unusable++;
                LOG.warn(
                        "Label {} is of zeros alone: the number is long, but the network reads as many digits",
                        label.id());
                continue;
            }
            try {
                (label.fresh() ? fresh : old).add(reader.read(label));
            } catch (ImageRejectedException e) {
                unusable++;
                LOG.warn("Label {} cannot be used: {}", label.id(), e.getMessage());
            }
        }
        return new Split(new PhotoSet(old), new PhotoSet(fresh), drawnNumbers(), unusable);
    }

    private static PhotoSet drawnNumbers() {
        SyntheticNumbers numbers = new SyntheticNumbers(DRAWN_SEED);
        List<LabeledPhoto> photos = new ArrayList<>();
        for (int i = 0; i < DRAWN; i++) {
            SyntheticNumber number = numbers.draw(i);
            Region region = number.region() == null ? LabeledPhoto.all(number.photo()) : number.region();
            photos.add(new LabeledPhoto("drawn-" + i, number.photo(), region, number.digits()));
        }
        return new PhotoSet(photos);
    }

    /** What the champion must still be matched on. */
    PhotoSet oldTest() {
        return known.validation().and(drawn);
    }

    /** Held out of the new labels. */
    PhotoSet newTest() {
        return fresh.validation();
    }

    /** Real photos held out, old and new; with drawn ones where they are few. */
    PhotoSet toCalibrateOn() {
        PhotoSet real = known.validation().and(fresh.validation());
        return real.photos().size() < ENOUGH_TO_CALIBRATE ? real.and(drawn) : real;
    }
}
