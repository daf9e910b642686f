package io.digitstream.processor.metrics;

import io.digitstream.processor.batch.InferenceThread;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.bytedeco.javacpp.Pointer;

/** What is measured about the engine between two scrapes: its queue, and memory. */
public final class EngineMetrics {
    private EngineMetrics() {}

    public static void bind(InferenceThread engine, MeterRegistry registry) {
        Gauge.builder("digitstream.engine.waiting", engine, InferenceThread::waiting)
                .description("Images that wait for the engine")
                .register(registry);
        Gauge.builder("digitstream.memory.process", Pointer::physicalBytes)
                .baseUnit("bytes")
                .description("Memory of the whole process, as the operating system counts it")
                .register(registry);
    }
}
