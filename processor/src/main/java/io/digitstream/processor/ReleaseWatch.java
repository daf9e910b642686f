package io.digitstream.processor;

import io.digitstream.processor.batch.InferenceListener;
import io.digitstream.processor.metrics.WeightsMetrics;
import io.digitstream.processor.reports.Reports;
import io.digitstream.processor.weights.WeightsFollower;
import io.digitstream.schemas.ReportKind;

/** Passes on what becomes of releases: to metrics, to the topic of reports, and to who follows the topic of weights. */
final class ReleaseWatch implements InferenceListener {
    private final WeightsFollower follower;
    private final WeightsMetrics metrics;
    private final Reports reports;

    ReleaseWatch(WeightsFollower follower, WeightsMetrics metrics, Reports reports) {
        this.follower = follower;
        this.metrics = metrics;
        this.reports = reports;
    }

    @Override
    public void tookOver(String version, String before) {
        follower.readsWith(version);
        metrics.inForce(version);
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
        reports.report(ReportKind.WENT_BACK, version, before, "went back to " + before + ": " + reason);
    }
}
