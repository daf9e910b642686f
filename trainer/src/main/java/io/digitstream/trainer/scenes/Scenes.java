package io.digitstream.trainer.scenes;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.trainer.drawn.DrawnNumber;
import io.digitstream.trainer.drawn.DrawnNumbers;
import io.digitstream.trainer.drawn.LengthShares;
import io.digitstream.trainer.examples.Darkroom;
import io.digitstream.trainer.examples.ExampleSource;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.raster.Dice;
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
    private final DrawnNumbers drawn;
    private final DrawnNumbers signs;
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
        this.drawn = new DrawnNumbers(seed);
        // Without digits there are letters or a bare plate in their place.
        this.signs = new DrawnNumbers(seed, new LengthShares(List.of(1.0)));
        this.shape = shape;
        this.seed = seed;
    }

    @Override
    public Scene example(long index) {
        // Another sequence than those of the examples that are read.
        Dice dice = Dice.of(seed ^ 0x6C6F6361746F72L, index);
        double share = dice.between(0, 1);
        if (share < AS_THEY_ARE) {
            LabeledPhoto photo = dice.pick(photos);
            return developed(Window.of(photo.image(), numbers(photo), dice), dice);
        }
        share -= AS_THEY_ARE;
        if (share < SEEN) {
            LabeledPhoto photo = dice.pick(photos);
            return developed(View.of(photo.image(), photo.region(), numbers(photo), dice), dice);
        }
        share -= SEEN;
        if (share < WIDER) {
            return wider(index, dice);
        }
        share -= WIDER;
        return share < DRAWN ? drawn(index, dice) : developed(new Picture(background(dice), List.of()), dice);
    }

    private static List<Region> numbers(LabeledPhoto photo) {
        return photo.label().isEmpty() ? List.of() : List.of(photo.region());
    }

    private Scene drawn(long index, Dice dice) {
        DrawnNumber number = drawn.draw(index);
        List<Region> numbers =
                number.digits().isEmpty() || number.region() == null ? List.of() : List.of(number.region());
        if (number.region() == null || dice.chance(0.5)) {
            return developed(Window.of(number.photo(), numbers, dice), dice);
        }
        return developed(View.of(number.photo(), number.region(), numbers, dice), dice);
    }

    private Scene wider(long index, Dice dice) {
        Collage collage = new Collage(background(dice), dice);
        int patches = dice.below(5);
        for (int i = 0; i < patches; i++) {
            collage.patch(background(dice));
        }
        int built = dice.below(5);
        for (int i = 0; i < built; i++) {
            collage.build();
        }
        int numbers = dice.chance(0.15) ? 0 : dice.chance(0.85) ? 1 : 2;
        for (int i = 0; i < numbers; i++) {
            pasteNumber(collage, 2 * index + i, dice);
        }
        int letters = dice.below(3);
        for (int i = 0; i < letters; i++) {
            pasteSign(collage, 2 * index + i, dice);
        }
        return developed(collage.picture(), dice);
    }

    private void pasteNumber(Collage collage, long index, Dice dice) {
        if (dice.chance(0.15)) {
            DrawnNumber number = drawn.draw(index);
            if (!number.digits().isEmpty() && number.region() != null) {
                Picture part = Window.close(number.photo(), number.region(), dice);
                collage.paste(part.image(), number(part));
            }
            return;
        }
        LabeledPhoto photo = dice.chance(0.65) ? dice.pick(photos) : plates.number(index);
        if (!photo.label().isEmpty()) {
            Picture part = Window.close(photo.image(), photo.region(), dice);
            collage.paste(part.image(), number(part));
        }
    }

    private void pasteSign(Collage collage, long index, Dice dice) {
        DrawnNumber sign = signs.draw(index);
        if (sign.region() != null) {
            Picture part = Window.close(sign.photo(), sign.region(), dice);
            collage.pasteSign(part.image(), number(part));
        }
    }

    private static Region number(Picture part) {
        return part.numbers()
                .get(0)
                .toRegion(part.image().getWidth(), part.image().getHeight());
    }

    private BufferedImage background(Dice dice) {
        return Backgrounds.cut(dice.pick(roomy), dice).orElseThrow();
    }

    private Scene developed(Picture picture, Dice dice) {
        Overview seen = Overview.of(picture.image(), shape);
        List<Box> numbers = picture.numbers().stream()
                .map(box -> seen.inOverview(
                        box, picture.image().getWidth(), picture.image().getHeight()))
                .toList();
        return new Scene(new Overview(shape, Darkroom.develop(seen.content(), dice)), numbers);
    }
}
