package io.digitstream.trainer.scenes;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.synthetic.LengthShares;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import io.digitstream.synthetic.raster.SeededRandom;
import io.digitstream.trainer.examples.ExampleSource;
import io.digitstream.trainer.examples.PhotometricAugmentation;
import io.digitstream.trainer.photos.Backgrounds;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.recombined.RecombinedNumbers;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * An endless supply of scenes: real photos seen from nearer, further and aside; wider views, in which parts of photos or
 * plates of recombined digits are small among other things and other signs, or missing; drawn numbers; and backgrounds
 * alone. Thread-safe.
 */
public final class Scenes implements ExampleSource<Scene> {
    /** Shares of photos as they are, of photos seen from elsewhere, of wider views, of drawn numbers; the rest is background. */
    private static final double AS_THEY_ARE = 0.18;

    private static final double SEEN = 0.18;
    private static final double WIDER = 0.44;
    private static final double DRAWN = 0.12;

    private final List<LabeledPhoto> photos;
    private final List<LabeledPhoto> roomy;
    private final RecombinedNumbers plates;
    private final SyntheticNumbers drawn;
    private final SyntheticNumbers signs;
    private final InputShape shape;
    private final long seed;

    /**
     * @param photos with the regions of their numbers; at least one with the places of its digits, and one with room beside
     *     its number
     */
    public Scenes(List<LabeledPhoto> photos, InputShape shape, long seed) {
        this.photos = List.copyOf(photos);
        this.plates = new RecombinedNumbers(photos, LengthShares.usual(), seed);
        if (plates.plates() == 0) {
            throw new IllegalArgumentException(
                    "no photo has the places of its digits, so there are no plates to paste");
        }
        this.roomy = photos.stream().filter(Backgrounds::leavesRoom).toList();
        if (roomy.isEmpty()) {
            throw new IllegalArgumentException("no photo has room beside its number, so there are no backgrounds");
        }
        this.drawn = new SyntheticNumbers(seed);
        // Without digits there are letters or a bare plate in their place.
        this.signs = new SyntheticNumbers(seed, new LengthShares(List.of(1.0)));
        this.shape = shape;
        this.seed = seed;
    }

    @Override
    public Scene example(long index) {
        // Another sequence than those of the examples that are read.
        SeededRandom random = SeededRandom.of(seed ^ 0x6C6F6361746F72L, index);
        double share = random.between(0, 1);
        if (share < AS_THEY_ARE) {
            LabeledPhoto photo = random.pick(photos);
            return developed(Window.of(photo.image(), numbers(photo), random), random);
        }
        share -= AS_THEY_ARE;
        if (share < SEEN) {
            LabeledPhoto photo = random.pick(photos);
            return developed(View.of(photo.image(), photo.region(), numbers(photo), random), random);
        }
        share -= SEEN;
        if (share < WIDER) {
            return wider(index, random);
        }
        share -= WIDER;
        return share < DRAWN ? drawn(index, random) : developed(new Picture(background(random), List.of()), random);
    }

    private static List<Region> numbers(LabeledPhoto photo) {
        return photo.label().isEmpty() ? List.of() : List.of(photo.region());
    }

    private Scene drawn(long index, SeededRandom random) {
        SyntheticNumber number = drawn.draw(index);
        List<Region> numbers =
                number.digits().isEmpty() || number.region() == null ? List.of() : List.of(number.region());
        if (number.region() == null || random.chance(0.5)) {
            return developed(Window.of(number.photo(), numbers, random), random);
        }
        return developed(View.of(number.photo(), number.region(), numbers, random), random);
    }

    private Scene wider(long index, SeededRandom random) {
        Collage collage = new Collage(background(random), random);
        int patches = random.below(5);
        for (int i = 0; i < patches; i++) {
            collage.patch(background(random));
        }
        int built = random.below(5);
        for (int i = 0; i < built; i++) {
            collage.build();
        }
        int numbers = random.chance(0.15) ? 0 : random.chance(0.85) ? 1 : 2;
        for (int i = 0; i < numbers; i++) {
            pasteNumber(collage, 2 * index + i, random);
        }
        int letters = random.below(3);
        for (int i = 0; i < letters; i++) {
            pasteSign(collage, 2 * index + i, random);
        }
        return developed(collage.picture(), random);
    }

    private void pasteNumber(Collage collage, long index, SeededRandom random) {
        if (random.chance(0.15)) {
            SyntheticNumber number = drawn.draw(index);
            if (!number.digits().isEmpty() && number.region() != null) {
                Picture part = Window.close(number.photo(), number.region(), random);
                collage.paste(part.image(), number(part));
            }
            return;
        }
        LabeledPhoto photo = random.chance(0.65) ? random.pick(photos) : plates.number(index);
        if (!photo.label().isEmpty()) {
            Picture part = Window.close(photo.image(), photo.region(), random);
            collage.paste(part.image(), number(part));
        }
    }

    private void pasteSign(Collage collage, long index, SeededRandom random) {
        SyntheticNumber sign = signs.draw(index);
        if (sign.region() != null) {
            Picture part = Window.close(sign.photo(), sign.region(), random);
            collage.pasteSign(part.image(), number(part));
        }
    }

    private static Region number(Picture part) {
        return part.numbers()
                .get(0)
                .toRegion(part.image().getWidth(), part.image().getHeight());
    }

    private BufferedImage background(SeededRandom random) {
        return Backgrounds.cut(random.pick(roomy), random).orElseThrow();
    }

    private Scene developed(Picture picture, SeededRandom random) {
        Overview seen = Overview.of(picture.image(), shape);
        List<Box> numbers = picture.numbers().stream()
                .map(box -> seen.inOverview(
                        box, picture.image().getWidth(), picture.image().getHeight()))
                .toList();
        return new Scene(new Overview(shape, PhotometricAugmentation.develop(seen.content(), random)), numbers);
    }
}
