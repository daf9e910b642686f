package io.digitstream.trainer.recombined;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.LengthShares;
import io.digitstream.synthetic.raster.SeededRandom;
import io.digitstream.trainer.photos.DigitBox;
import io.digitstream.trainer.photos.LabeledPhoto;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An endless supply of numbers made of real digits on real plates: digits are dropped, repeated, put in another order, and
 * written over by digits of other photos in the plate's own colours. Immutable and thread-safe.
 */
public final class RecombinedNumbers {
    /** Share of the plates whose digits change their order. */
    private static final double SHUFFLED = 0.2;

    /** Chance that a digit is written over by another. */
    private static final double REPLACED = 0.6;

    private final List<LabeledPhoto> plates = new ArrayList<>();
    private final List<List<DigitPatch>> patches = IntStream.range(0, 10)
            .<List<DigitPatch>>mapToObj(i -> new ArrayList<>())
            .toList();
    private final LengthShares lengths;
    private final long seed;

    /** @param photos those with the places of all their digits are used */
    public RecombinedNumbers(List<LabeledPhoto> photos, LengthShares lengths, long seed) {
        this.lengths = lengths;
        this.seed = seed;
        for (LabeledPhoto photo : photos) {
            boolean located = photo.digits().size() == photo.label().length();
            if (located && !photo.digits().isEmpty()) {
                add(photo);
            }
        }
    }

    private void add(LabeledPhoto photo) {
        Plate plate = Plate.of(photo);
        if (!plate.inARow()) {
            return;
        }
        plates.add(photo);
        for (int place = 0; place < plate.digits(); place++) {
            Contrast contrast = Contrast.of(plate, plate.box(place));
            if (contrast.clear()) {
                DigitBox digit = photo.digits().get(place);
                patches.get(digit.digit()).add(DigitPatch.of(plate, plate.box(place), contrast, digit.digit()));
            }
        }
    }

    /** Number of photos that can be taken apart. */
    public int plates() {
        return plates.size();
    }

    /**
     * The number at a place of the supply: the same photos, lengths, seed and index give the same pixels.
     *
     * @throws IllegalStateException if there are no {@link #plates()}
     */
    public LabeledPhoto number(long index) {
        if (plates.isEmpty()) {
            throw new IllegalStateException("no photo has the places of its digits");
        }
        SeededRandom random = SeededRandom.of(seed, index);
        LabeledPhoto photo = random.pick(plates);
        Plate plate = Plate.of(photo);
        int length = lengths.draw(random);
        if (length == 0) {
            Plate bare = plate.bare();
            if (bare.digits() == 0) {
                return new LabeledPhoto(photo.file(), bare.toImage(), somewhere(bare, plate.box(0), random), "");
            }
            length = 1;
        }
        List<Integer> places = places(plate.digits(), length, random);
        Plate joined = plate.joined(places);
        StringBuilder label = new StringBuilder();
        for (int place = 0; place < places.size(); place++) {
            int digit = photo.digits().get(places.get(place)).digit();
            Contrast contrast = Contrast.of(joined, joined.box(place));
            List<DigitPatch> others = patches.get(random.below(10));
            if (contrast.clear() && random.chance(REPLACED) && !others.isEmpty()) {
                DigitPatch patch = random.pick(others);
                joined.write(place, patch, contrast, random.around(1, 0.04));
                digit = patch.digit();
            }
            label.append(digit);
        }
        return new LabeledPhoto(photo.file(), joined.toImage(), region(joined), label.toString());
    }

    private static List<Integer> places(int digits, int wanted, SeededRandom random) {
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, digits).boxed().toList());
        while (places.size() > wanted) {
            places.remove(random.below(places.size()));
        }
        while (places.size() < wanted) {
            places.add(random.below(places.size() + 1), random.below(digits));
        }
        if (random.chance(SHUFFLED)) {
            for (int i = places.size() - 1; i > 0; i--) {
                places.set(i, places.set(random.below(i + 1), places.get(i)));
            }
        }
        return places;
    }

    /** As high as a digit was. */
    private static Region somewhere(Plate bare, Rectangle digit, SeededRandom random) {
        int width = Math.min(bare.bounds().width, digit.height);
        return new Region(random.below(bare.bounds().width - width + 1), digit.y, width, digit.height);
    }

    private static Region region(Plate plate) {
        Rectangle all = plate.box(0);
        for (int place = 1; place < plate.digits(); place++) {
            all = all.union(plate.box(place));
        }
        return new Region(all.x, all.y, all.width, all.height);
    }
}
