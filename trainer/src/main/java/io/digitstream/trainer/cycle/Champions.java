package io.digitstream.trainer.cycle;

import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.trainer.publishing.OutgoingRelease;
import io.digitstream.trainer.publishing.Progress;
import io.digitstream.trainer.publishing.Publication;
import io.digitstream.trainer.publishing.ReleasePublisher;
import io.digitstream.trainer.publishing.VersionTakenException;
import io.digitstream.trainer.publishing.WeightsTopic;
import java.io.IOException;
import java.security.PrivateKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The releases that are or were in force, as they stand on their topic, and the one way to add to them. One thread. */
final class Champions {
    private final WeightsTopic topic;
    private final ReleasePublisher publisher;
    private final int keep;
    private final Optional<PrivateKey> key;
    private final InstantSource clock;

    /** @param keep releases that stay on the topic */
    Champions(WeightsTopic topic, ReleasePublisher publisher, int keep, Optional<PrivateKey> key, InstantSource clock) {
        this.topic = topic;
        this.publisher = publisher;
        this.keep = keep;
        this.key = key;
        this.clock = clock;
    }

    /** Which release is in force, and whether a person wants it to stay so; nothing if none ever was. */
    Optional<CurrentRelease> current() throws IOException {
        return topic.index().current();
    }

    /** The release in force. Where there is none, the shipped one is published first, so that one can go back to it. */
    Release inForce() throws IOException {
        WeightsIndex index = topic.index();
        if (index.current().isEmpty()) {
            return publishShipped(index);
        }
        String version = index.current().get().getVersion();
        try {
            return Release.read(topic.file(topic.require(index, version)));
        } catch (InvalidWeightsException | BrokenReleaseException e) {
            throw new IOException(
                    "the release in force, %s, cannot be gone on from: %s; put another in force"
                            .formatted(version, e.getMessage()),
                    e);
        }
    }

    private Release publishShipped(WeightsIndex index) throws IOException {
        Release shipped = ShippedWeights.load();
        TrainingReport report = TrainingReport.newBuilder()
                .setKind(ReportKind.PUT_IN_FORCE)
                .setVersion(shipped.version())
                .setAt(clock.instant())
                .setBy("trainer")
                .setReason("the shipped weights, to go on from and to go back to")
                .setComparisons(List.of())
                .build();
        try {
            publisher.commit(Publication.release(outgoing(shipped), index, keep, report));
        } catch (VersionTakenException e) {
            throw new IOException(e.getMessage(), e);
        }
        return shipped;
    }

    boolean isInForce(Release release) throws IOException {
        return current()
                .filter(current -> !current.getPinned() && current.getVersion().equals(release.version()))
                .isPresent();
    }

    /** A release that takes over, to be committed. */
    Publication succession(Release release, TrainingReport report) throws IOException, VersionTakenException {
        return Publication.release(outgoing(release), topic.index(), keep, report);
    }

    private OutgoingRelease outgoing(Release release) {
        OutgoingRelease unsigned = OutgoingRelease.of(release, clock.instant());
        return key.map(unsigned::signed).orElse(unsigned);
    }

    void commit(Publication publication, Progress progress) throws IOException {
        publisher.commit(publication, progress);
    }
}
