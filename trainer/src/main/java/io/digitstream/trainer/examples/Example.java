package io.digitstream.trainer.examples;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.Pixels;

/**
 * One thing to learn: pixels and the number they show. Immutable.
 *
 * @param pixels the network's input
 * @param label all digits of the number, also where a network reads fewer
 */
public record Example(Pixels pixels, String label) {

    /**
     * The class that a head should answer with for a number: its length, or the digit at a place. Of a number that is too
     * long the first digits are asked for.
     *
     * @param head 0 for the length, 1 for the first digit and so on
     * @param digits of the longest number that the network reads
     */
    public static int target(String label, int head, int digits) {
        if (head == 0) {
            return Math.min(label.length(), Head.tooLong(digits));
        }
        return head <= label.length() ? label.charAt(head - 1) - '0' : Head.NO_DIGIT;
    }
}
