package io.digitstream.standalone.torture;

/**
 * What became of the images. Immutable.
 *
 * @param images that were sent
 * @param lost without a result
 * @param doubled results of images that had one
 * @param disordered results that came after that of a later image of their partition, or in another partition
 * @param wrong results that are not what their picture always gives, are rejections, name another image's position, or are of no image
 */
public record Balance(long images, long lost, long doubled, long disordered, long wrong) {
    /** What {@code exactly_once_v2} promises. */
    boolean isExact() {
        return isComplete() && doubled + disordered == 0;
    }

    /** What {@code at_least_once} promises. */
    boolean isComplete() {
        return lost + wrong == 0;
    }
}
