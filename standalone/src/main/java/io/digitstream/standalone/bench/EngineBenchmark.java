package io.digitstream.standalone.bench;

import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.pixels.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many crops an engine scores a second when it has nothing else to do. One thread.
 *
 * @param crops that are scored again and again
 * @param secondsACase how long a case is measured, after half of that to warm up
 */
public record EngineBenchmark(List<Pixels> crops, int secondsACase) {
    public EngineBenchmark {
        crops = List.copyOf(crops);
    }

    /** Crops a second, in batches of one size. */
    public double cropsASecond(Scorer engine, int batchSize) {
        List<List<Pixels>> batches = batches(batchSize);
        long nanos = TimeUnit.SECONDS.toNanos(secondsACase);
        score(engine, batches, nanos / 2);
        return score(engine, batches, nanos);
    }

    private List<List<Pixels>> batches(int size) {
        List<List<Pixels>> batches = new ArrayList<>();
        for (int first = 0; first < crops.size() || batches.isEmpty(); first += size) {
            List<Pixels> batch = new ArrayList<>(size);
            for (int i = first; i < first + size; i++) {
                batch.add(crops.get(i % crops.size()));
            }
            batches.add(batch);
        }
        return batches;
    }

    private static double score(Scorer engine, List<List<Pixels>> batches, long nanos) {
        long begun = System.nanoTime();
        long passed = 0;
        long scored = 0;
        for (int i = 0; passed < nanos; i = (i + 1) % batches.size()) {
            scored += engine.score(batches.get(i)).size();
            passed = System.nanoTime() - begun;
        }
        return scored * 1e9 / passed;
    }
}
