package io.digitstream.synthetic.raster;

/** Arithmetic on colours, packed as red, green and blue in an int. Pure. */
public final class Colour {
    private Colour() {}

    /** @param share of the other, in [0, 1] */
    public static int mixed(int one, int other, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = one >> shift & 0xFF;
            int b = other >> shift & 0xFF;
            mixed |= (int) Math.round(a + share * (b - a)) << shift;
        }
        return mixed;
    }
}
