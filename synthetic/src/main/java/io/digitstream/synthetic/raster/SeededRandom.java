package io.digitstream.synthetic.raster;

import java.util.List;
import java.util.SplittableRandom;

/** The chances of one drawing: a sequence of choices that depends on a seed and an index only. For one thread. */
public final class SeededRandom {
    private final SplittableRandom random;

    private SeededRandom(long state) {
        random = new SplittableRandom(state);
    }

    public static SeededRandom of(long seed, long index) {
        return new SeededRandom(mixed(mixed(seed) + index));
    }

    /** Neighbouring seeds and indexes must not give overlapping sequences (the finalizer of MurmurHash3). */
    private static long mixed(long value) {
        long bits = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return bits ^ (bits >>> 33);
    }

    public double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Between the two, but near the first more often than near the second. */
    public double near(double usual, double extreme) {
        double u = random.nextDouble();
        return usual + (extreme - usual) * u * u;
    }

    /** Normally distributed, cut off at twice the deviation. */
    public double around(double mean, double deviation) {
        return mean + deviation * Math.max(-2, Math.min(2, random.nextGaussian()));
    }

    /** From 0 to the bound, without the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public long bits() {
        return random.nextLong();
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A text of characters out of the alphabet, each equally likely at each place. */
    public String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
