package io.digitstream.processor.tracing;

import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;

/**
 * Keeps each image in its own trace. A result is forwarded while another image is processed, or by a timer: without this it
 * would go out in the other's trace, or in none. A failure of tracing changes nothing but the trace. Thread-safe.
 */
public final class ImageTraces {
    private final ListenerGuard guard;

    public ImageTraces(ListenerGuard guard) {
        this.guard = guard;
    }

    /** The headers of an image that is taken in: one without a trace belongs to that of its intake, if that is traced. */
    public Headers takenIn(Headers headers) {
        return guard.get(ListenerKind.TRACES, () -> traced(headers), headers);
    }

    private static Headers traced(Headers headers) {
        boolean traced = Span.current().getSpanContext().isValid();
        boolean brought =
                Span.fromContext(TraceHeaders.read(headers)).getSpanContext().isValid();
        return traced && !brought ? TraceHeaders.with(headers, Context.current()) : headers;
    }

    /** The trace that headers name, as {@code traceparent} writes it; empty where they name none. */
    public String of(Headers headers) {
        return guard.get(
                ListenerKind.TRACES,
                () -> Objects.requireNonNullElse(TraceHeaders.value(headers, TraceHeaders.TRACE_PARENT), ""),
                "");
    }

    /** Does something in an image's trace; what the work throws is thrown on. */
    public void within(Headers headers, Runnable work) {
        Scope scope = guard.get(ListenerKind.TRACES, () -> enter(headers), Scope.noop());
        try {
            work.run();
        } finally {
            guard.run(ListenerKind.TRACES, scope::close);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // within() closes it
    private static Scope enter(Headers headers) {
        return TraceHeaders.read(headers).makeCurrent();
    }
}
