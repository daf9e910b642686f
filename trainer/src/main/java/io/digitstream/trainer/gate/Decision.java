package io.digitstream.trainer.gate;

import java.util.List;

/** What becomes of a challenger. */
public sealed interface Decision {
    /** What was compared: the tests that have images, and last all of them together. */
    List<Figure> figures();

    /** One line for a person: what was compared, on how many images, by how much, and why it was decided so. */
    String reason();

    /** The challenger replaces the champion. */
    record Publish(List<Figure> figures, String reason) implements Decision {
        public Publish {
            figures = List.copyOf(figures);
        }
    }

    /** The champion stays. */
    record Hold(List<Figure> figures, String reason) implements Decision {
        public Hold {
            figures = List.copyOf(figures);
        }
    }
}
