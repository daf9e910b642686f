package io.digitstream.processor.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A trace's context as a record's headers have it: {@code traceparent} and {@code tracestate}, as W3C's "Trace Context" says. */
final class TraceHeaders {
    static final String TRACE_PARENT = "traceparent";

    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();

    private TraceHeaders() {}

    /** The context that the headers carry; the root where they carry none. */
    static Context read(Headers headers) {
        return W3C.extract(Context.root(), headers, TraceHeaders::value);
    }

    /** The context that a {@code traceparent} names; the root where it names none. */
    static Context read(String trace) {
        return read(new RecordHeaders().add(TRACE_PARENT, trace.getBytes(UTF_8)));
    }

    /** The headers, with this context instead of theirs. */
    static Headers with(Headers headers, Context context) {
        Headers written = new RecordHeaders(headers);
        W3C.inject(context, written, TraceHeaders::put);
        return written;
    }

    private static void put(@Nullable Headers headers, String name, String value) {
        if (headers != null) {
            headers.remove(name).add(name, value.getBytes(UTF_8));
        }
    }

    static @Nullable String value(@Nullable Headers headers, String name) {
        Header header = headers == null ? null : headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
