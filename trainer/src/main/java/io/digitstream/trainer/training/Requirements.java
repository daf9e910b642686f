package io.digitstream.trainer.training;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a record's values, so that all of it is said at once. */
final class Requirements {
    private final List<String> broken = new ArrayList<>();

    /** @param requirement to be said, with the value that came, unless it is met */
    Requirements require(boolean met, String requirement, Object value) {
        if (!met) {
            broken.add(requirement + ", not " + value);
        }
        return this;
    }

    /** @throws IllegalArgumentException if a requirement is not met */
    void check() {
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", broken));
        }
    }
}
