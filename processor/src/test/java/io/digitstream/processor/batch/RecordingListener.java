package io.digitstream.processor.batch;

import io.digitstream.recognizer.weights.ReleaseSummary;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what the inference thread tells. Thread-safe. */
final class RecordingListener implements InferenceListener {
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final List<List<String>> digits = new CopyOnWriteArrayList<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();
    private final List<Integer> compared = new CopyOnWriteArrayList<>();
    private volatile double disagreement;

    /** Size of each batch that the engine was done with. */
    List<Integer> batches() {
        return List.copyOf(batches);
    }

    /** What was read in each batch, "failed" where the engine failed on the image. */
    List<List<String>> digits() {
        return List.copyOf(digits);
    }

    /** Each change of release: from which to which, and by which way. */
    List<String> changes() {
        return List.copyOf(changes);
    }

    /** Why it went back, each time. */
    List<String> reasons() {
        return List.copyOf(reasons);
    }

    /** Name of the thread of each change of release. */
    List<String> threads() {
        return List.copyOf(threads);
    }

    /** Readings compared so far, each time that this was told. */
    List<Integer> compared() {
        return List.copyOf(compared);
    }

    /** The last one told. */
    double disagreement() {
        return disagreement;
    }

    @Override
    public void read(ReadBatch batch) {
        batches.add(batch.images().size());
        digits.add(batch.images().stream()
                .map(image -> image.reading()
                        .map(placed -> placed.reading().best().digits())
                        .orElse("failed"))
                .toList());
    }

    @Override
    public void tookOver(ReleaseSummary release, ReleaseSummary before) {
        threads.add(Thread.currentThread().getName());
        changes.add(release.version() + " took over from " + before.version());
    }

    @Override
    public void compared(int readings, double share) {
        compared.add(readings);
        disagreement = share;
    }

    @Override
    public void wentBack(ReleaseSummary withdrawn, ReleaseSummary before, String reason) {
        threads.add(Thread.currentThread().getName());
        changes.add("back from " + withdrawn.version() + " to " + before.version());
        reasons.add(reason);
    }
}
