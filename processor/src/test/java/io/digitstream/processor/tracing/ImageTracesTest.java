package io.digitstream.processor.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.processor.CapturedLog;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ImageTracesTest {
    private static final String PRODUCER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Span INTAKE = Span.wrap(SpanContext.create(
            "11111111111111111111111111111111", "2222222222222222", TraceFlags.getSampled(), TraceState.getDefault()));

    private final ListenerGuard guard = new ListenerGuard();
    private final ImageTraces traces = new ImageTraces(guard);

    @Test
    void anImageStaysInTheTraceThatItCameWith() {
        Headers headers = headers(PRODUCER);

        try (Scope intake = INTAKE.makeCurrent()) {
            assertThat(intake).isNotNull();
            assertThat(traces.takenIn(headers)).isSameAs(headers);
            assertThat(traceWithin(headers)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        }
    }

    @Test
    void anImageWithoutATraceBelongsToThatOfItsIntake() {
        Headers headers = headers("not a trace");
        headers.add("camera", "7".getBytes(UTF_8));

        try (Scope intake = INTAKE.makeCurrent()) {
            assertThat(intake).isNotNull();
            Headers taken = traces.takenIn(headers);

            assertThat(taken.lastHeader("traceparent").value())
                    .asString()
                    .isEqualTo("00-11111111111111111111111111111111-2222222222222222-01");
            assertThat(taken.headers("traceparent")).hasSize(1);
            assertThat(taken.lastHeader("camera").value()).asString().isEqualTo("7");
            assertThat(headers.lastHeader("traceparent").value()).asString().isEqualTo("not a trace");
        }
    }

    @Test
    void headersStayAsTheyAreWhereNothingIsTraced() {
        Headers none = new RecordHeaders();

        assertThat(traces.takenIn(none)).isSameAs(none).isEmpty();
        assertThat(traces.takenIn(headers(PRODUCER))).isEqualTo(headers(PRODUCER));
    }

    @Test
    void anImageWithoutATraceIsNotForwardedInThatOfAnother() {
        try (Scope another = INTAKE.makeCurrent()) {
            assertThat(another).isNotNull();
            assertThat(traceWithin(new RecordHeaders())).isEqualTo("00000000000000000000000000000000");
        }
    }

    @Test
    void anImageIsTakenInAndForwardedEvenIfItsTraceCannotBeRead() {
        Headers broken = new RecordHeaders() {
            @Override
            public Header lastHeader(String key) {
                throw new IllegalStateException("no agent answers");
            }
        };
        List<String> done = new ArrayList<>();

        try (CapturedLog log = new CapturedLog(ListenerGuard.class)) {
            assertThat(traces.takenIn(broken)).isSameAs(broken);
            assertThat(traces.of(broken)).isEmpty();
            traces.within(broken, () -> done.add("forwarded"));

            assertThat(log.messages()).isNotEmpty();
        }
        assertThat(done).containsExactly("forwarded");
        assertThat(guard.failures(ListenerKind.TRACES)).isEqualTo(3);
    }

    @Test
    void whatIsDoneInATraceMayFail() {
        assertThatThrownBy(() -> traces.within(new RecordHeaders(), () -> {
                    throw new IllegalStateException("fenced");
                }))
                .hasMessage("fenced");

        assertThat(guard.failures(ListenerKind.TRACES)).isZero();
    }

    private String traceWithin(Headers headers) {
        List<String> seen = new ArrayList<>();
        traces.within(headers, () -> seen.add(Span.current().getSpanContext().getTraceId()));
        return seen.get(0);
    }

    private static Headers headers(String traceparent) {
        return new RecordHeaders().add("traceparent", traceparent.getBytes(UTF_8));
    }
}
