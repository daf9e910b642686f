package io.digitstream.recognizer.engine;

import java.util.Locale;

/** What the reading network is computed in. */
public enum Precision {
    /** Floating point of 32 bits. */
    FP32,

    /** Its convolutions in whole numbers of 8 bits, where a release says how, and that it costs little. */
    INT8;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
