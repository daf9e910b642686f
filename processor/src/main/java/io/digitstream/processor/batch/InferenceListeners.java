package io.digitstream.processor.batch;

import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.digitstream.recognizer.weights.ReleaseSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Passes on what the inference thread tells to several listeners, in their order. One that fails stops neither the others nor
 * the engine. Immutable.
 */
public final class InferenceListeners implements InferenceListener {
    /** Without a listener. */
    public static final InferenceListeners NONE = new InferenceListeners(new ListenerGuard());

    private record Entry(ListenerKind kind, InferenceListener listener) {}

    private final ListenerGuard guard;
    private final List<Entry> entries;

    /** Without listeners; {@link #with} adds them. */
    public InferenceListeners(ListenerGuard guard) {
        this(guard, List.of());
    }

    private InferenceListeners(ListenerGuard guard, List<Entry> entries) {
        this.guard = guard;
        this.entries = List.copyOf(entries);
    }

    /** The same with one more. */
    public InferenceListeners with(ListenerKind kind, InferenceListener listener) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(new Entry(kind, listener));
        return new InferenceListeners(guard, more);
    }

    private void tell(Consumer<InferenceListener> event) {
        entries.forEach(entry -> guard.run(entry.kind(), () -> event.accept(entry.listener())));
    }

    @Override
    public void read(ReadBatch batch) {
        tell(listener -> listener.read(batch));
    }

    @Override
    public void began(ReleaseSummary release) {
        tell(listener -> listener.began(release));
    }

    @Override
    public void tookOver(ReleaseSummary release, ReleaseSummary before) {
        tell(listener -> listener.tookOver(release, before));
    }

    @Override
    public void compared(int compared, double disagreement) {
        tell(listener -> listener.compared(compared, disagreement));
    }

    @Override
    public void wentBack(ReleaseSummary withdrawn, ReleaseSummary before, String reason) {
        tell(listener -> listener.wentBack(withdrawn, before, reason));
    }
}
