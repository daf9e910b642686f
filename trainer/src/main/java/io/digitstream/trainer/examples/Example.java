package io.digitstream.trainer.examples;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.Pixels;

/**
 * One thing to learn: pixels and the number they show. Immutable.
 *
 * @param pixels the network's input
 * @param label all digits of the number, also where there are more than five
 */
public record Example(Pixels pixels, String label) {
    /** The class that a head, by its place in {@link Head#ALL}, should answer with. */
    public int target(int head) {
        return target(label, head);
    }

    /**
     * The class that a head should answer with for a number: its length, or the digit at a place. Of a number of more than
     * five digits the first five are asked for.
     */
    public static int target(String label, int head) {
        if (head == 0) {
            return Math.min(label.length(), Head.MORE_THAN_FIVE);
        }
        return head <= label.length() ? label.charAt(head - 1) - '0' : Head.NO_DIGIT;
    }
}
