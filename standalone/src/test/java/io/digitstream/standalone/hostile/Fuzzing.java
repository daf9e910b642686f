package io.digitstream.standalone.hostile;

import java.nio.ByteBuffer;
import java.util.Locale;

/** What Jazzer calls, see {@code .ci/fuzz}. */
public final class Fuzzing {
    private static Target target = Target.IMAGE;

    private Fuzzing() {}

    /** @param arguments name of a target */
    public static void fuzzerInitialize(String[] arguments) {
        target = Target.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    }

    /** Once for each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        target.tryWith(ByteBuffer.wrap(input));
    }
}
