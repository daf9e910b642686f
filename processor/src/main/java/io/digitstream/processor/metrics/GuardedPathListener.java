package io.digitstream.processor.metrics;

import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.recognizer.sequence.ReadingStatus;
import java.time.Duration;

/** Calls a listener whose failures must not stop a task. Thread-safe if the listener is. */
public record GuardedPathListener(PathListener listener, ListenerGuard guard) implements PathListener {
    @Override
    public void tookIn(long bytes) {
        guard.run(ListenerKind.METRICS, () -> listener.tookIn(bytes));
    }

    @Override
    public void decoded(long nanos) {
        guard.run(ListenerKind.METRICS, () -> listener.decoded(nanos));
    }

    @Override
    public void recognized(ReadingStatus status, Duration sinceIn, Duration sinceRead) {
        guard.run(ListenerKind.METRICS, () -> listener.recognized(status, sinceIn, sinceRead));
    }

    @Override
    public void rejected(RejectionReason reason) {
        guard.run(ListenerKind.METRICS, () -> listener.rejected(reason));
    }

    @Override
    public void pending(String task, int images) {
        guard.run(ListenerKind.METRICS, () -> listener.pending(task, images));
    }

    @Override
    public void ended(String task) {
        guard.run(ListenerKind.METRICS, () -> listener.ended(task));
    }
}
