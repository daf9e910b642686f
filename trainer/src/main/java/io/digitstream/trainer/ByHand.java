package io.digitstream.trainer;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.trainer.publishing.OutgoingRelease;
import io.digitstream.trainer.publishing.Publication;
import io.digitstream.trainer.publishing.ReleasePublisher;
import io.digitstream.trainer.publishing.WeightsTopic;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person decides about the release in force, without a gate; each comes with a report that says who it was.
 *
 * @param connection to the processors' Kafka
 * @param person by whom
 * @param now when
 */
record ByHand(Connection connection, String person, Instant now) {
    /** Not the usual one: a person's command must not stop a trainer that is running. */
    private static final String TRANSACTIONAL_ID = ReleasePublisher.USUAL_ID + "-by-hand";

    /** By whoever runs this process, now. */
    static ByHand of(Connection connection) {
        return new ByHand(connection, System.getProperty("user.name", "an unknown user"), Instant.now());
    }

    /**
     * Puts a release on the topic and in force.
     *
     * @param keep how many of the newest releases stay on the topic
     * @return what has changed, in a line for people
     */
    String publish(OutgoingRelease release, int keep) throws IOException, InterruptedException {
        try (ReleasePublisher publisher = ReleasePublisher.open(connection, TRANSACTIONAL_ID);
                WeightsTopic topic = WeightsTopic.open(connection)) {
            WeightsIndex index = topic.index();
            TrainingReport report = report(release.version(), index.current(), "published by hand, without the gate,");
            Publication publication = Publication.release(release, index, keep, report);
            publisher.commit(publication);
            int left = publication.leaving().size();
            return change(index.current(), new CurrentRelease(release.version(), false))
                    + (left == 0
                            ? ""
                            : "; %d older %s left the topic".formatted(left, left == 1 ? "one has" : "ones have"));
        }
    }

    /**
     * Puts a release in force that is on the topic.
     *
     * @param wanted its version, and whether trainers may publish over it
     * @param how in the past tense
     * @return what has changed, in a line for people
     * @throws BrokenReleaseException if what is on the topic is not the whole release
     * @throws IOException if it is not on the topic
     */
    String putInForce(CurrentRelease wanted, String how)
            throws IOException, InterruptedException, BrokenReleaseException {
        try (ReleasePublisher publisher = ReleasePublisher.open(connection, TRANSACTIONAL_ID);
                WeightsTopic topic = WeightsTopic.open(connection)) {
            WeightsIndex index = topic.index();
            topic.file(topic.require(index, wanted.getVersion()));
            publisher.commit(Publication.inForce(wanted, report(wanted.getVersion(), index.current(), how)));
            return change(index.current(), wanted);
        }
    }

    /** That this release was put in force. */
    TrainingReport report(String version, Optional<CurrentRelease> before, String how) {
        return TrainingReport.newBuilder()
                .setKind(ReportKind.PUT_IN_FORCE)
                .setVersion(version)
                .setAgainst(before.map(CurrentRelease::getVersion).orElse(null))
                .setAt(now)
                .setBy(person)
                .setReason(how + " by " + person)
                // Set, though it is the default: to fill it in, Avro would have to trust our classes already.
                .setComparisons(List.of())
                .build();
    }

    private static String change(Optional<CurrentRelease> before, CurrentRelease after) {
        return "%s was in force, %s is now".formatted(before.map(ByHand::text).orElse("no release"), text(after));
    }

    private static String text(CurrentRelease release) {
        return release.getVersion() + (release.getPinned() ? " (pinned)" : "");
    }
}
