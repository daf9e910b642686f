package io.digitstream.trainer.examples;

import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.synthetic.LengthShares;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.synthetic.raster.SeededRandom;
import io.digitstream.synthetic.scene.NumberKind;
import io.digitstream.synthetic.scene.SceneMaterials;
import io.digitstream.trainer.photos.Backgrounds;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.recombined.RecombinedNumbers;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * What a network trains on: real photos, recombined and drawn numbers in a set proportion, each seen differently every
 * time.
 */
public final class TrainingExamples implements ExampleSource<Example> {
    private static final int MOST_BACKGROUNDS = 2_000;

    private final WeightedPhotos photos;
    private final RecombinedNumbers recombined;
    private final SyntheticNumbers drawn;
    private final Mix mix;
    private final Augmentation augmentation;
    private final long seed;

    /**
     * Examples for a network.
     *
     * @param photos may be empty if all examples are drawn
     * @param architecture of the network
     * @param typefaces of generated numbers
     */
    public TrainingExamples(
            List<LabeledPhoto> photos, Mix mix, Architecture architecture, Typefaces typefaces, long seed) {
        if (photos.isEmpty() && mix.drawn() < 1) {
            throw new IllegalArgumentException("there are no photos to train on, so all examples must be drawn");
        }
        this.photos = new WeightedPhotos(photos);
        LengthShares lengths = LengthShares.upTo(architecture.digits());
        this.recombined = new RecombinedNumbers(photos, lengths, seed);
        if (recombined.plates() == 0 && mix.recombined() > 0) {
            throw new IllegalArgumentException(
                    "no photo has the places of its digits, so there is nothing to recombine");
        }
        this.drawn = new SyntheticNumbers(
                seed,
                lengths,
                EnumSet.allOf(NumberKind.class),
                new SceneMaterials(typefaces, backgrounds(photos, seed)));
        this.mix = mix;
        this.augmentation = new Augmentation(architecture.input());
        this.seed = seed;
    }

    /** Parts without a number of some photos. */
    private static List<BufferedImage> backgrounds(List<LabeledPhoto> photos, long seed) {
        List<BufferedImage> cut = new ArrayList<>();
        for (int i = 0; i < photos.size() && cut.size() < MOST_BACKGROUNDS; i++) {
            Backgrounds.cut(photos.get(i), SeededRandom.of(seed, i)).ifPresent(cut::add);
        }
        return cut;
    }

    @Override
    public Example example(long index) {
        // Another sequence than that of the drawn and the recombined numbers.
        SeededRandom random = SeededRandom.of(~seed, index);
        double share = random.between(0, 1);
        if (share < mix.drawn()) {
            SyntheticNumber number = drawn.draw(index);
            Region region = number.region() == null ? LabeledPhoto.all(number.photo()) : number.region();
            return new Example(augmentation.cut(number.photo(), region, random), number.digits());
        }
        LabeledPhoto photo = share < mix.drawn() + mix.recombined() ? recombined.number(index) : photos.pick(random);
        return new Example(augmentation.look(photo.image(), photo.region(), random), photo.label());
    }
}
