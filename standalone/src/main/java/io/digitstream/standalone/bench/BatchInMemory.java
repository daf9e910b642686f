package io.digitstream.standalone.bench;

import io.digitstream.processor.intake.Intake;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.pixels.Prepared;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Batches that are held in memory while Kafka Streams commits what they came from: fast, and a kill loses them. One thread, the
 * task's.
 */
final class BatchInMemory implements Processor<byte[], byte[], byte[], String> {
    private static final Duration LINGER = Duration.ofMillis(10);

    private final Recognizer recognizer;
    private final Intake intake;
    private final int batchSize;
    private final List<Record<byte[], byte[]>> records = new ArrayList<>();
    private final List<Prepared> images = new ArrayList<>();
    private ProcessorContext<byte[], String> context;

    /** @param recognizer of this task's thread alone */
    @SuppressWarnings("NullAway.Init") // Streams calls init first
    BatchInMemory(Recognizer recognizer, Intake intake, int batchSize) {
        this.recognizer = recognizer;
        this.intake = intake;
        this.batchSize = batchSize;
    }

    @Override
    public void init(ProcessorContext<byte[], String> context) {
        this.context = context;
        context.schedule(LINGER, PunctuationType.WALL_CLOCK_TIME, now -> infer());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            images.add(intake.take(record.value()).image());
            records.add(record);
        } catch (ImageRejectedException e) {
            context.forward(record.withValue(""));
        }
        if (images.size() == batchSize) {
            infer();
        }
    }

    private void infer() {
        if (images.isEmpty()) {
            return;
        }
        var readings = recognizer.read(images);
        for (int i = 0; i < records.size(); i++) {
            context.forward(
                    records.get(i).withValue(readings.get(i).reading().best().digits()));
        }
        records.clear();
        images.clear();
    }
}
