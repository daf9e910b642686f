package io.digitstream.standalone.torture;

import io.digitstream.standalone.bench.BenchImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Breaks one thing after the other, for as long as is wanted, and counts. One thread, one use. */
public final class TortureRun {
    private static final int PICTURES = 200;
    private static final long PICTURES_SEED = 29;

    /** After which a system does not recover any more. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long LOOK_MILLIS = 20;

    private final Path folder;
    private final int brokers;
    private final Duration time;
    private final long seed;
    private final Consumer<Suffered> log;

    /**
     * One fault that is over.
     *
     * @param at since the beginning
     * @param step as the schedule has it
     * @param recovery from the end of the fault until an image that was read after it had come back from each partition
     * @param resident physical memory of the processors then, in megabytes
     */
    public record Suffered(Duration at, String step, Duration recovery, long resident) {}

    /**
     * @param folder for all processes, empty
     * @param brokers 1, or 3 that replicate
     * @param seed the same one gives the same schedule
     * @param log told of each fault
     */
    public TortureRun(Path folder, int brokers, Duration time, long seed, Consumer<Suffered> log) {
        this.folder = folder;
        this.brokers = brokers;
        this.time = time;
        this.seed = seed;
        this.log = log;
    }

    /**
     * Runs all of it.
     *
     * @throws IOException if the system does not recover from a fault
     */
    public TortureReport run() throws IOException, InterruptedException {
        // With their places, so that reading one costs little.
        List<byte[]> pictures = BenchImage.events(BenchImage.drawn(PICTURES_SEED, PICTURES));
        try (Rig rig = new Rig(folder, brokers);
                Ledger ledger = new Ledger(rig.connection(), Rig.PARTITIONS, pictures.size())) {
            Accounts accounts = ledger.accounts();
            Load load = new Load(rig.connection(), Rig.PARTITIONS, pictures, accounts);
            recover(accounts, Instant.now(), rig);
            Instant begun = Instant.now();
            int faults = 0;
            Set<Fault> kinds = EnumSet.noneOf(Fault.class);
            for (Iterator<Step> steps = Step.schedule(seed).iterator(); !isOver(begun); faults++) {
                Step step = steps.next();
                kinds.add(step.fault());
                suffer(step, rig, accounts, begun);
                load.requireSound();
            }
            List<Integer> sent = load.stop();
            awaitAll(accounts, sent);
            return new TortureReport(accounts.balance(sent), faults, kinds.size());
        }
    }

    private boolean isOver(Instant begun) {
        return Instant.now().isAfter(begun.plus(time));
    }

    private void suffer(Step step, Rig rig, Accounts accounts, Instant begun) throws IOException, InterruptedException {
        Thread.sleep(step.pause().toMillis());
        Duration at = Duration.between(begun, Instant.now());
        rig.inflict(step);
        Duration recovery = recover(accounts, Instant.now(), rig);
        log.accept(new Suffered(at, step.toString(), recovery, rig.residentMegabytes()));
    }

    private static Duration recover(Accounts accounts, Instant since, Rig rig)
            throws IOException, InterruptedException {
        while (!accounts.allReadSince(since)) {
            if (Instant.now().isAfter(since.plus(PATIENCE))) {
                throw new IOException("no results from all partitions for %s; the processors' last words:%n%s"
                        .formatted(PATIENCE, rig.lastWords()));
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return Duration.between(since, Instant.now());
    }

    private static void awaitAll(Accounts accounts, List<Integer> sent) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (accounts.balance(sent).lost() > 0 && Instant.now().isBefore(end)) {
            Thread.sleep(LOOK_MILLIS);
        }
        // Whatever is doubled has time to come.
        Thread.sleep(Duration.ofSeconds(3).toMillis());
    }
}
