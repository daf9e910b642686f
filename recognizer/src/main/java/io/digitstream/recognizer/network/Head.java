package io.digitstream.recognizer.network;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One softmax output of the network. Immutable.
 *
 * @param name of its layer
 * @param classes it chooses from
 */
public record Head(String name, int classes) {
    /** Digits that are read; a longer number is "more than five". */
    public static final int MAX_DIGITS = 5;

    /** Classes of the length head: 0 to {@link #MAX_DIGITS}, and more. */
    public static final int LENGTHS = MAX_DIGITS + 2;

    /** The class of the length head that says "more than five". */
    public static final int MORE_THAN_FIVE = MAX_DIGITS + 1;

    /** Classes of a digit head: 0 to 9, and none. */
    public static final int DIGITS = 11;

    /** The class of a digit head that says that there is no digit at its position. */
    public static final int NO_DIGIT = 10;

    /** The six heads of Goodfellow et al. (2013): the length, then the digits from left to right. */
    public static final List<Head> ALL = Stream.concat(
                    Stream.of(new Head("length", LENGTHS)),
                    IntStream.rangeClosed(1, MAX_DIGITS).mapToObj(i -> new Head("digit" + i, DIGITS)))
            .toList();
}
