package io.digitstream.trainer.examples;

import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.synthetic.raster.SeededRandom;
import io.digitstream.trainer.photos.LabeledPhoto;
import java.util.List;

/**
 * What a network goes on learning from: new photos in a set share, and in the rest examples of what it knows already, so that
 * the new does not push out the old (experience replay; Robins 1995, "Catastrophic forgetting, rehearsal and
 * pseudorehearsal"). Thread-safe.
 */
public final class Replay implements ExampleSource<Example> {
    private final ExampleSource<Example> old;
    private final List<LabeledPhoto> fresh;
    private final double freshShare;
    private final Augmentation augmentation;
    private final long seed;

    /**
     * @param fresh new photos; may be empty, then all examples are old
     * @param freshShare of examples, in [0, 1]
     */
    public Replay(
            ExampleSource<Example> old, List<LabeledPhoto> fresh, double freshShare, InputShape shape, long seed) {
        this.old = old;
        this.fresh = List.copyOf(fresh);
        this.freshShare = freshShare;
        this.augmentation = new Augmentation(shape);
        this.seed = seed;
    }

    @Override
    public Example example(long index) {
        // Another sequence than those of the old examples.
        SeededRandom random = SeededRandom.of(seed ^ 0x7265706C6179L, index);
        if (fresh.isEmpty() || !random.chance(freshShare)) {
            return old.example(index);
        }
        LabeledPhoto photo = random.pick(fresh);
        return new Example(augmentation.look(photo.image(), photo.region(), random), photo.label());
    }
}
