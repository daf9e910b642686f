package io.digitstream.standalone.bench;

import io.digitstream.recognizer.image.Region;
import org.jspecify.annotations.Nullable;

/**
 * One image of a benchmark, its file in memory. Immutable as long as nobody writes to the array.
 *
 * @param file PNG or JPEG
 * @param region of its number, if known
 * @param label its number, if known
 */
@SuppressWarnings("ArrayRecordComponent") // a file, handed on without a copy; never compared
public record BenchImage(
        byte[] file, @Nullable Region region, @Nullable String label) {}
