package io.digitstream.processor.listeners;

import java.util.Locale;

/** What listens to the path of images, by purpose. */
public enum ListenerKind {
    METRICS,
    TRACES,
    DRIFT,
    REPORTS;

    /** The value of the tag {@code listener} in metrics. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
