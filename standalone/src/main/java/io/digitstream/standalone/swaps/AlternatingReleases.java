package io.digitstream.standalone.swaps;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.lifecycle.Closer;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.trainer.publishing.OutgoingRelease;
import io.digitstream.trainer.publishing.Publication;
import io.digitstream.trainer.publishing.ReleasePublisher;
import io.digitstream.trainer.publishing.VersionTakenException;
import io.digitstream.trainer.releasing.GoldenImages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two releases that hardly differ, on the topic of weights, of which now one is in force and now the other. One thread.
 */
public final class AlternatingReleases implements AutoCloseable {
    private final List<Release> releases = List.of(GoldenImages.into(ShippedWeights.load()), other());
    private final ReleasePublisher publisher;
    private int inForce;

    /**
     * Publishes both; the second is in force then.
     *
     * @param patience with the broker
     * @throws IOException if it does not answer in time
     */
    public AlternatingReleases(Connection connection, Duration patience) throws IOException, InterruptedException {
        publisher = ReleasePublisher.open(
                new Connection(connection.bootstrapServers(), connection.properties(), connection.topics(), patience),
                "digitstream-swaps");
        try {
            publish();
        } catch (IOException | RuntimeException | Error e) {
            Closer.closeAfter(e, publisher);
            throw e;
        }
        inForce = releases.size() - 1;
    }

    /** The version in force. */
    public String version() {
        return releases.get(inForce).version();
    }

    /** Puts the other one in force. */
    public void swap() throws IOException {
        inForce = (inForce + 1) % releases.size();
        publisher.commit(Publication.inForce(new CurrentRelease(version(), false), report(version())));
    }

    /** The shipped weights, each moved by less than anybody would notice. */
    private static Release other() {
        Release shipped = ShippedWeights.load();
        List<Tensor> moved = new ArrayList<>();
        for (Tensor tensor : shipped.tensors()) {
            float[] values = tensor.values().clone();
            values[0] += 1e-6f;
            moved.add(new Tensor(tensor.shape(), values));
        }
        Map<String, String> notes = new TreeMap<>(shipped.metadata());
        notes.put("name", "other");
        try {
            Release other = Release.of(shipped.networks(), moved, shipped.reader(), shipped.lookReader(), notes);
            return GoldenImages.into(
                    shipped.quantization().map(other::withQuantization).orElse(other));
        } catch (InvalidWeightsException e) {
            throw new IllegalStateException("weights that were moved a little are weights", e);
        }
    }

    private void publish() throws IOException {
        for (Release release : releases) {
            try {
                publisher.commit(Publication.release(
                        OutgoingRelease.of(release, Instant.now()),
                        new WeightsIndex(TopicValues.singleObject()),
                        releases.size(),
                        report(release.version())));
            } catch (VersionTakenException e) {
                throw new IllegalStateException("the topic is new, and the releases differ", e);
            }
        }
    }

    private static TrainingReport report(String version) {
        return TrainingReport.newBuilder()
                .setKind(ReportKind.PUT_IN_FORCE)
                .setVersion(version)
                .setAt(Instant.now())
                .setBy("swaps")
                .setReason("swapped back and forth")
                .setComparisons(List.of())
                .build();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
