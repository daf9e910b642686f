package io.digitstream.recognizer.network;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One softmax output of the network that reads. Immutable.
 *
 * @param name of its layer
 * @param classes it chooses from
 */
public record Head(String name, int classes) {
    /** Classes of a digit head: 0 to 9, and none. */
    public static final int DIGITS = 11;

    /** The class of a digit head that says that there is no digit at its position. */
    public static final int NO_DIGIT = 10;

    /**
     * The heads of a network that reads numbers of up to so many digits (Goodfellow et al. 2013): the length, then the digits
     * from left to right.
     */
    public static List<Head> of(int digits) {
        return Stream.concat(
                        Stream.of(new Head("length", lengths(digits))),
                        IntStream.rangeClosed(1, digits).mapToObj(i -> new Head("digit" + i, DIGITS)))
                .toList();
    }

    /** Classes of the length head of a network that reads so many digits: 0 to {@code digits}, and more. */
    public static int lengths(int digits) {
        return digits + 2;
    }

    /** The class of that length head that says that the number has more digits. */
    public static int tooLong(int digits) {
        return digits + 1;
    }
}
