package io.digitstream.standalone.swaps;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
            try (AlternatingReleases releases = new AlternatingReleases(connection, PATIENCE);
                    ProcessorProcess processor =
                            ProcessorProcess.start(folder, "processor", broker.bootstrapServers(), Map.of())) {
                return swap(releases, processor, connection);
            }
        }
    }

    private SwapReport swap(AlternatingReleases releases, ProcessorProcess processor, Connection connection)
            throws IOException, InterruptedException {
        try (SteadyLoad load = new SteadyLoad(connection, imagesASecond);
                SwapLedger ledger = new SwapLedger(connection)) {
            await(ledger, releases.version());
            go(ledger, WITHOUT_SWAPS.dividedBy(2));
            ledger.forgetGaps();
            go(ledger, WITHOUT_SWAPS);
            Duration usual = ledger.longestGap();
            ledger.forgetGaps();
            long warm = 0;
            for (int i = 1; i <= swaps; i++) {
                releases.swap();
                await(ledger, releases.version());
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
