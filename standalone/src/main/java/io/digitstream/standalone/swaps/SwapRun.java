package io.digitstream.standalone.swaps;

import io.digitstream.application.connection.Connection;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import io.digitstream.trainer.publishing.OutgoingRelease;
import io.digitstream.trainer.publishing.Publication;
import io.digitstream.trainer.publishing.ReleasePublisher;
import io.digitstream.trainer.publishing.VersionTakenException;
import io.digitstream.trainer.releasing.GoldenImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Swaps the weights of a processor back and forth under a steady load, with a broker, a processor in a JVM of its own, and a
 * ledger that knows nothing of it. One thread, one use.
 */
public final class SwapRun {
    private static final int PARTITIONS = 4;

    /** Of everything that has to come at some time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration WITHOUT_SWAPS = Duration.ofSeconds(20);
    private static final Duration BETWEEN_SWAPS = Duration.ofSeconds(1);
    private static final int WARM = 10;

    private final Path folder;
    private final int swaps;
    private final int imagesASecond;
    private final IntConsumer progress;

    /**
     * @param folder that is empty
     * @param progress told after each swap how many there were
     */
    public SwapRun(Path folder, int swaps, int imagesASecond, IntConsumer progress) {
        this.folder = folder;
        this.swaps = swaps;
        this.imagesASecond = imagesASecond;
        this.progress = progress;
    }

    /** Runs all of it. */
    public SwapReport run() throws IOException, InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Connection connection = Connection.to(broker.bootstrapServers(), Topics.defaults());
            try (Admin admin = Admin.create(connection.clientProperties())) {
                new TopicSetup(connection.topics(), PARTITIONS).create(admin);
            }
            List<Release> releases = List.of(GoldenImages.into(ShippedWeights.load()), other());
            try (ReleasePublisher publisher = publisher(connection);
                    ProcessorProcess processor =
                            ProcessorProcess.start(folder, "processor", broker.bootstrapServers(), Map.of())) {
                publish(releases, publisher);
                return swap(releases, publisher, processor, connection);
            }
        }
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
            return GoldenImages.into(
                    Release.of(shipped.networks(), moved, shipped.reader(), shipped.lookReader(), notes));
        } catch (InvalidWeightsException e) {
            throw new IllegalStateException("weights that were moved a little are weights", e);
        }
    }

    private static ReleasePublisher publisher(Connection connection) throws IOException, InterruptedException {
        return ReleasePublisher.open(
                new Connection(connection.bootstrapServers(), connection.properties(), connection.topics(), PATIENCE),
                "digitstream-swaps");
    }

    private static void publish(List<Release> releases, ReleasePublisher publisher) throws IOException {
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

    private SwapReport swap(
            List<Release> releases, ReleasePublisher publisher, ProcessorProcess processor, Connection connection)
            throws IOException, InterruptedException {
        try (SteadyLoad load = new SteadyLoad(connection, imagesASecond);
                SwapLedger ledger = new SwapLedger(connection)) {
            String last = releases.get(releases.size() - 1).version();
            await(ledger, last);
            go(ledger, WITHOUT_SWAPS.dividedBy(2));
            ledger.forgetGaps();
            go(ledger, WITHOUT_SWAPS);
            Duration usual = ledger.longestGap();
            ledger.forgetGaps();
            long warm = 0;
            for (int i = 1; i <= swaps; i++) {
                String version = releases.get(i % 2 == 1 ? 0 : 1).version();
                publisher.commit(Publication.inForce(new CurrentRelease(version, false), report(version)));
                await(ledger, version);
                go(ledger, BETWEEN_SWAPS);
                warm = i == Math.min(WARM, swaps) ? processor.java().residentKilobytes() : warm;
                progress.accept(i);
            }
            Duration longest = ledger.longestGap();
            double growth = warm == 0 ? 0 : (double) processor.java().residentKilobytes() / warm - 1;
            int sent = load.stop();
            awaitAll(ledger, sent);
            return new SwapReport(swaps, ledger.lost(sent), ledger.doubled(), ledger.mixed(), longest, usual, growth);
        }
    }

    private static void await(SwapLedger ledger, String version) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ledger.weights().equals(version)) {
            ledger.read();
            if (System.nanoTime() > end) {
                throw new IOException(
                        "no image is read with %s %s after it was put in force".formatted(version, PATIENCE));
            }
        }
    }

    private static void go(SwapLedger ledger, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            ledger.read();
        }
    }

    private static void awaitAll(SwapLedger ledger, int sent) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (ledger.lost(sent) > 0 && System.nanoTime() < end) {
            ledger.read();
        }
        // Whatever is doubled has time to come.
        go(ledger, Duration.ofSeconds(2));
    }
}
