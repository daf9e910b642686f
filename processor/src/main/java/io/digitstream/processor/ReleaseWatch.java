package io.digitstream.processor;

import io.digitstream.processor.batch.InferenceListener;
import io.digitstream.processor.reports.Reports;
import io.digitstream.recognizer.weights.ReleaseSummary;
import io.digitstream.schemas.ReportKind;
import java.util.function.Consumer;

/**
 * Passes on what becomes of releases: to who follows the topic of weights, and to the topic of reports. One thread, that of
 * inference.
 *
 * @param inForce receives the version of each release that takes over
 */
record ReleaseWatch(Consumer<String> inForce, Reports reports) implements InferenceListener {
    @Override
    public void tookOver(ReleaseSummary release, ReleaseSummary before) {
        inForce.accept(release.version());
        reports.report(
                ReportKind.TAKEN_OVER,
                release.version(),
                before.version(),
                "taken over between two batches from " + before.version());
    }

    @Override
    public void wentBack(ReleaseSummary withdrawn, ReleaseSummary before, String reason) {
        inForce.accept(before.version());
        reports.report(
                ReportKind.WENT_BACK,
                withdrawn.version(),
                before.version(),
                "went back to " + before.version() + ": " + reason);
    }
}
