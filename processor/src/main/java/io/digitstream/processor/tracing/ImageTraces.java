package io.digitstream.processor.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.apache.kafka.common.header.Headers;

/**
 * Keeps each image in its own trace. A result is forwarded while another image is processed, or by a timer: without this it
 * would go out in the other's trace, or in none.
 */
public final class ImageTraces {
    private ImageTraces() {}

    /** The headers of an image that is taken in: one without a trace belongs to that of its intake, if that is traced. */
    public static Headers takenIn(Headers headers) {
        boolean traced = Span.current().getSpanContext().isValid();
        boolean brought =
                Span.fromContext(TraceHeaders.read(headers)).getSpanContext().isValid();
        return traced && !brought ? TraceHeaders.with(headers, Context.current()) : headers;
    }

    /** The trace that headers name, as {@code traceparent} writes it; empty where they name none. */
    public static String of(Headers headers) {
        String trace = TraceHeaders.value(headers, TraceHeaders.TRACE_PARENT);
        return trace == null ? "" : trace;
    }

    /** Does something in an image's trace. */
    public static void within(Headers headers, Runnable work) {
        TraceHeaders.read(headers).wrap(work).run();
    }
}
