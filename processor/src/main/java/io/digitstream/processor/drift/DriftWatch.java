package io.digitstream.processor.drift;

import io.digitstream.processor.batch.InferenceListener;
import io.digitstream.processor.batch.ReadBatch;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.weights.ReleaseSummary;
import java.util.Optional;

/**
 * Watches whether what a process reads is still like what its release was validated on: it holds the last readings of each
 * kind, of numbers whose place was given and of numbers that were looked for, against what the release read of that kind in
 * validation. It looks anew whenever a tenth of a window is new, and speaks up once a release, when a full window's confidence or
 * digits have changed much. One thread observes and changes the release; the figures may be read on any.
 */
public final class DriftWatch implements InferenceListener {
    /** Readings of a kind that tell enough. */
    public static final int WINDOW = 1_000;

    private final ReadingWindow given;
    private final ReadingWindow found;
    private final DriftListener listener;
    private final ListenerGuard guard;
    private boolean told;
    private volatile DriftFigures figures;

    /**
     * Begins with a release.
     *
     * @param window readings of a kind that are looked at together, at least 1
     * @param guard of the listener
     */
    public DriftWatch(ReleaseSummary release, int window, DriftListener listener, ListenerGuard guard) {
        this.given = new ReadingWindow("images with a region", window, release.given());
        this.found = new ReadingWindow("images without a region", window, release.found());
        this.listener = listener;
        this.guard = guard;
        this.figures = new DriftFigures(release.version(), given.figures(), found.figures());
    }

    /** Starts anew, with empty windows: what is observed from now on was read with this release. */
    public void release(ReleaseSummary release) {
        given.restart(release.given());
        found.restart(release.found());
        told = false;
        figures = new DriftFigures(release.version(), given.figures(), found.figures());
    }

    @Override
    public void began(ReleaseSummary release) {
        release(release);
    }

    @Override
    public void tookOver(ReleaseSummary release, ReleaseSummary before) {
        release(release);
    }

    @Override
    public void wentBack(ReleaseSummary withdrawn, ReleaseSummary before, String reason) {
        release(before);
    }

    @Override
    public void read(ReadBatch batch) {
        batch.readings().forEach(this::observe);
    }

    /** Takes in a reading of the release. */
    public void observe(PlacedReading placed) {
        ReadingWindow window = placed.isSought() ? found : given;
        if (!window.add(placed.reading())) {
            return;
        }
        DriftFigures before = figures;
        String version = before.weightsVersion();
        WindowFigures now = window.figures();
        figures = placed.isSought()
                ? new DriftFigures(version, before.given(), now)
                : new DriftFigures(version, now, before.found());
        Optional<String> reason = told ? Optional.empty() : window.drift(now);
        told |= reason.isPresent();
        reason.ifPresent(text -> guard.run(ListenerKind.REPORTS, () -> listener.drifted(version, text)));
    }

    /** What the windows looked like when they were last looked at. */
    public DriftFigures figures() {
        return figures;
    }
}
