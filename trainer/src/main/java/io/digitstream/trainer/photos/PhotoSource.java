package io.digitstream.trainer.photos;

/**
 * Where photos come from: one folder or zip. Immutable.
 *
 * @param name as it is shown; empty for photos that come from none
 * @param weight of all its photos together among those of other sources: training uses them as often as if there were so
 *     many
 */
public record PhotoSource(String name, double weight) {
    /** Of photos that come one by one. */
    public static final PhotoSource NONE = new PhotoSource("", 1);

    public PhotoSource {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a source's weight is above 0, not " + weight);
        }
    }
}
