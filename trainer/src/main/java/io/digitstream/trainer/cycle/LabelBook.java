package io.digitstream.trainer.cycle;

import io.digitstream.schemas.LabeledImage;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels that a cycle works with: of several for one image the last one counts, and beyond a bound the oldest are let go.
 * Mutable, for one thread.
 */
final class LabelBook {
    private final int most;
    private final Map<String, Label> labels = new LinkedHashMap<>();
    private int unreadable;

    /** @param most labels that are kept */
    LabelBook(int most) {
        this.most = most;
    }

    void add(LabeledImage image, boolean fresh) {
        Label label = Label.of(image, fresh);
        // One that is corrected goes to the end.
        labels.remove(label.id());
        labels.put(label.id(), label);
        if (labels.size() > most) {
            Iterator<Label> oldest = labels.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** A record that is no label. */
    void addUnreadable() {
        unreadable++;
    }

    /** In an order that does not hang on the one in which they came: topics have partitions. */
    List<Label> labels() {
        return labels.values().stream().sorted(Comparator.comparing(Label::id)).toList();
    }

    int unreadable() {
        return unreadable;
    }
}
