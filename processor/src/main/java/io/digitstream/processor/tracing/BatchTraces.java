package io.digitstream.processor.tracing;

import io.digitstream.processor.batch.InferenceListener;
import io.digitstream.processor.batch.ReadBatch;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Traces batches: a span for the batch, linked to its images, and in each image's own trace one from its handing in to its
 * reading, linked to the batch. Thread-safe.
 */
public final class BatchTraces implements InferenceListener {
    private static final String BATCH = "digitstream batch";

    private static final String READ = "digitstream read";

    /** Status of an image that the engine failed on. */
    private static final String FAILED = "failed";

    private final Tracer tracer;

    private BatchTraces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.digitstream.processor");
    }

    /** Those of the agent that is attached; without one, nothing is traced. */
    public static BatchTraces ofAgent() {
        return new BatchTraces(GlobalOpenTelemetry.get());
    }

    @Override
    public void read(ReadBatch batch) {
        List<Context> images = batch.images().stream()
                .map(image -> TraceHeaders.read(image.trace()))
                .toList();
        SpanContext span = batch(batch, images);
        for (int i = 0; i < images.size(); i++) {
            if (span.isValid() && context(images.get(i)).isValid()) {
                image(batch, batch.images().get(i), images.get(i), span);
            }
        }
    }

    private SpanContext batch(ReadBatch batch, List<Context> images) {
        SpanBuilder builder = tracer.spanBuilder(BATCH)
                .setNoParent()
                .setStartTimestamp(batch.doneAt().minus(batch.took()))
                .setAttribute("digitstream.batch.images", batch.images().size())
                .setAttribute("digitstream.weights.version", batch.weightsVersion());
        images.stream().map(BatchTraces::context).filter(SpanContext::isValid).forEach(builder::addLink);
        Span span = builder.startSpan();
        span.end(batch.doneAt());
        return span.getSpanContext();
    }

    private void image(ReadBatch batch, ReadBatch.ReadImage image, Context trace, SpanContext span) {
        Instant handedIn = batch.doneAt().minus(batch.took()).minus(image.waited());
        tracer.spanBuilder(READ)
                .setParent(trace)
                .setStartTimestamp(handedIn)
                .setAttribute(
                        "digitstream.status",
                        image.reading()
                                .map(placed -> placed.reading().status().name().toLowerCase(Locale.ROOT))
                                .orElse(FAILED))
                .addLink(span)
                .startSpan()
                .end(batch.doneAt());
    }

    private static SpanContext context(Context trace) {
        return Span.fromContext(trace).getSpanContext();
    }
}
