package io.digitstream.processor;

import io.digitstream.processor.batch.InferenceListener;
import io.digitstream.processor.batch.ReadBatch;
import io.digitstream.processor.drift.DriftWatch;
import io.digitstream.processor.drift.Expected;
import io.digitstream.processor.metrics.WeightsMetrics;
import io.digitstream.processor.reports.Reports;
import io.digitstream.processor.weights.WeightsFollower;
import io.digitstream.schemas.ReportKind;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Passes on what becomes of releases: to metrics, to the topic of reports, to who watches for drift, and to who follows the
 * topic of weights. One thread, that of inference.
 */
final class ReleaseWatch implements InferenceListener {
    private final WeightsMetrics metrics;
    private final Consumer<ReadBatch> batches;
    private final Reports reports;
    private final WeightsFollower follower;
    private final DriftWatch drift;
    private final Map<String, Expected> expected;

    /**
     * @param expected of each release that was opened, by version; kept short here
     * @param batches who else is told of each batch
     */
    ReleaseWatch(
            Map<String, Expected> expected,
            WeightsMetrics metrics,
            Consumer<ReadBatch> batches,
            Reports reports,
            WeightsFollower follower) {
        this.metrics = metrics;
        this.batches = batches;
        this.reports = reports;
        this.follower = follower;
        this.expected = expected;
        this.drift = new DriftWatch(expected(""), DriftWatch.WINDOW, this::drifted);
        metrics.watch(drift::figures);
    }

    private Expected expected(String version) {
        return expected.getOrDefault(version, new Expected(version, Optional.empty(), Optional.empty()));
    }

    private void drifted(String version, String reason) {
        reports.report(ReportKind.DRIFTED, version, "", reason);
    }

    @Override
    public void began(String version) {
        metrics.inForce(version);
        drift.release(expected(version));
    }

    @Override
    public void read(ReadBatch batch) {
        batch.readings().forEach(drift::observe);
        batches.accept(batch);
    }

    @Override
    public void tookOver(String version, String before) {
        follower.readsWith(version);
        metrics.inForce(version);
        drift.release(expected(version));
        expected.keySet().removeIf(each -> !each.equals(version) && !each.equals(before));
        reports.report(ReportKind.TAKEN_OVER, version, before, "taken over between two batches from " + before);
    }

    @Override
    public void compared(int compared, double disagreement) {
        metrics.compared(compared, disagreement);
    }

    @Override
    public void wentBack(String version, String before, String reason) {
        follower.readsWith(before);
        metrics.inForce(before);
        drift.release(expected(before));
        reports.report(ReportKind.WENT_BACK, version, before, "went back to " + before + ": " + reason);
    }
}
