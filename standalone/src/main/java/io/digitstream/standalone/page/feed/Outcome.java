package io.digitstream.standalone.page.feed;

import io.digitstream.schemas.Recognition;

/** What became of an image. */
public sealed interface Outcome {
    /** It was read, or found to show no number. */
    record Recognized(Recognition recognition) implements Outcome {}

    /** @param problem why it was not, for people */
    record Rejected(String problem) implements Outcome {}
}
