package io.digitstream.schemas;

import java.util.Locale;
import java.util.regex.Pattern;

/** A key on the topic {@code weights}, which tells what the value under it is. Its text form is its {@code toString}. */
public sealed interface WeightsKey {

    /**
     * {@code release/<version>}: the value is a {@link WeightsRelease}.
     *
     * @param version 1 to 100 letters, digits, '.', '_' and '-'
     */
    record Release(String version) implements WeightsKey {
        public Release {
            checkVersion(version);
        }

        @Override
        public String toString() {
            return "release/" + version;
        }
    }

    /**
     * {@code chunk/<version>/<index>}, the index in five digits so that keys sort like chunks: the value is a
     * {@link WeightsChunk}.
     *
     * @param version 1 to 100 letters, digits, '.', '_' and '-'
     * @param index 0 to 99999
     */
    record Chunk(String version, int index) implements WeightsKey {
        public Chunk {
            checkVersion(version);
            if (index < 0 || index > 99_999) {
                throw new IllegalArgumentException("expected a chunk index from 0 to 99999, got " + index);
            }
        }

        @Override
        public String toString() {
            return "chunk/" + version + "/" + String.format(Locale.ROOT, "%05d", index);
        }
    }

    /** {@code current}: the value is a {@link CurrentRelease}. */
    record Current() implements WeightsKey {
        static final String TEXT = "current";

        @Override
        public String toString() {
            return TEXT;
        }
    }

    private static void checkVersion(String version) {
        if (!Pattern.matches("[A-Za-z0-9._-]{1,100}", version)) {
            throw new IllegalArgumentException(
                    "expected a version of 1 to 100 letters, digits, '.', '_' or '-', got \"" + version + "\"");
        }
    }
}
