package io.digitstream.trainer.examples;

import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.trainer.drawn.DrawnNumber;
import io.digitstream.trainer.drawn.DrawnNumbers;
import io.digitstream.trainer.photos.LabeledPhoto;
import java.util.List;
import java.util.SplittableRandom;

/** What a network trains on: real photos and drawn numbers in a set proportion, each seen differently every time. */
public final class TrainingExamples implements ExampleSource {
    private final List<LabeledPhoto> photos;
    private final DrawnNumbers drawn;
    private final double drawnShare;
    private final Augmentation augmentation;
    private final long seed;

    /**
     * @param photos may be empty if all examples are drawn
     * @param drawnShare share of drawn numbers, in [0, 1]
     */
    public TrainingExamples(List<LabeledPhoto> photos, double drawnShare, InputShape shape, long seed) {
        if (photos.isEmpty() && drawnShare < 1) {
            throw new IllegalArgumentException("there are no photos to train on, so all examples must be drawn");
        }
        this.photos = List.copyOf(photos);
        this.drawn = new DrawnNumbers(seed);
        this.drawnShare = drawnShare;
        this.augmentation = new Augmentation(shape);
        this.seed = seed;
    }

    @Override
    public Example example(long index) {
        SplittableRandom random = new SplittableRandom(seed ^ (index + 1) * 0x9E3779B97F4A7C15L);
        if (random.nextDouble() < drawnShare) {
            DrawnNumber number = drawn.draw(index);
            Region region = number.region() == null
                    ? new Region(0, 0, number.photo().getWidth(), number.photo().getHeight())
                    : number.region();
            return new Example(augmentation.look(number.photo(), region, random), number.digits());
        }
        LabeledPhoto photo = photos.get(random.nextInt(photos.size()));
        return new Example(augmentation.look(photo.image(), photo.region(), random), photo.label());
    }
}
