package io.digitstream.standalone.torture;

/**
 * What became of the images. Immutable.
 *
 * @param images that were sent
 * @param lost without a result
 * @param doubled results of images that had one
 * @param disordered results that came after that of a later image of their partition
 * @param wrong results that are not what their picture always gives, or rejections
 */
public record Balance(long images, long lost, long doubled, long disordered, long wrong) {
    boolean isRight() {
        return lost + doubled + disordered + wrong == 0;
    }
}
