package io.digitstream.standalone.page;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A page that is open in some browser. One that does not take what it was told misses what comes meanwhile: it holds up neither
 * the others nor memory. Thread-safe.
 */
final class OpenPage {
    /**
     * @param name of the event in the browser
     * @param data becomes JSON
     */
    record Event(String name, Object data) {}

    private final Consumer<Event> line;
    private final Executor executor;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** @param line writes to the browser; may take as long as it likes */
    OpenPage(Consumer<Event> line, Executor executor) {
        this.line = line;
        this.executor = executor;
    }

    void tell(List<Event> events) {
        if (!events.isEmpty() && busy.compareAndSet(false, true)) {
            executor.execute(() -> {
                try {
                    events.forEach(line);
                } finally {
                    busy.set(false);
                }
            });
        }
    }
}
