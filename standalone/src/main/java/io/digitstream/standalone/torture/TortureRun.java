package io.digitstream.standalone.torture;

import io.digitstream.standalone.bench.BenchImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Breaks one thing after the other, for as long as is wanted, and counts. One thread, one use. */
public final class TortureRun {
    private static final int PICTURES = 200;
    private static final long PICTURES_SEED = 29;
    private static final int MOST_BYTES = 5_000;

    /** After which a system does not recover any more, however busy the machine is. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final long LOOK_MILLIS = 50;

    private final Path folder;
    private final Plan plan;
    private final Consumer<Suffered> log;
    private final Minutes minutes = new Minutes();
    private final List<Suffered> suffered = new ArrayList<>();

    /**
     * What is to be done. Immutable.
     *
     * @param brokers 1, or 3 that replicate
     * @param guarantee Kafka's {@code processing.guarantee} for the processors
     * @param rate images a second at most
     * @param time after which nothing more is broken
     * @param steps in order, as many as the time allows
     */
    public record Plan(int brokers, String guarantee, int rate, Duration time, Iterable<Step> steps) {
        /**
         * A plan of faults that are drawn.
         *
         * @param seed the same one gives the same schedule
         * @param kinds of faults
         */
        public static Plan drawn(int brokers, String guarantee, int rate, Duration time, long seed, Set<Fault> kinds) {
            return new Plan(
                    brokers,
                    guarantee,
                    rate,
                    time,
                    () -> Step.schedule(seed, kinds).iterator());
        }

        /** All kinds that are possible here. */
        public static Set<Fault> possible() {
            Set<Fault> kinds = EnumSet.allOf(Fault.class);
            kinds.removeIf(kind -> !kind.isPossible());
            return kinds;
        }
    }

    /**
     * One fault that is over.
     *
     * @param at since the beginning
     * @param step as the schedule has it
     * @param recovery from the end of the fault until an image that was read after it, with the weights in force, had come back from each
     *     partition
     */
    public record Suffered(Duration at, Step step, Duration recovery) {}

    /**
     * @param folder for all processes, empty
     * @param log told of each fault
     */
    public TortureRun(Path folder, Plan plan, Consumer<Suffered> log) {
        this.folder = folder;
        this.plan = plan;
        this.log = log;
    }

    /**
     * Runs all of it.
     *
     * @throws IOException if the system does not recover from a fault
     */
    public TortureReport run() throws IOException, InterruptedException {
        // Small, and with the places of their numbers: the more of them fit into a minute.
        List<byte[]> pictures = BenchImage.events(BenchImage.drawn(PICTURES_SEED, 3 * PICTURES).stream()
                .filter(image -> image.file().length < MOST_BYTES)
                .limit(PICTURES)
                .toList());
        Accounts accounts = new Accounts(Rig.PARTITIONS, pictures.size());
        try (Rig rig = new Rig(folder, plan.brokers(), plan.guarantee());
                Ledger ledger = Ledger.of(rig.connection(), Rig.PARTITIONS, accounts);
                Load load = new Load(rig.connection(), Rig.PARTITIONS, pictures, plan.rate(), accounts)) {
            Thread undo = new Thread(rig::close, "undo");
            Runtime.getRuntime().addShutdownHook(undo);
            try {
                sufferAll(rig, load, accounts, ledger);
            } finally {
                forget(undo);
            }
            return new TortureReport(accounts.balance(), accounts.findings(), suffered, minutes.list(), rig.revived());
        }
    }

    private void sufferAll(Rig rig, Load load, Accounts accounts, Ledger ledger)
            throws IOException, InterruptedException {
        Instant begun = Instant.now();
        recover(accounts, ledger, begun, begun, rig);
        Iterator<Step> steps = plan.steps().iterator();
        while (steps.hasNext() && Instant.now().isBefore(begun.plus(plan.time()))) {
            suffer(steps.next(), rig, load, accounts, ledger, begun);
            load.requireSound();
        }
        load.stop();
        awaitAll(accounts, ledger, rig);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This JVM ends: the hook runs.
        }
    }

    private void suffer(Step step, Rig rig, Load load, Accounts accounts, Ledger ledger, Instant begun)
            throws IOException, InterruptedException {
        Thread.sleep(step.pause().toMillis());
        Instant at = Instant.now();
        rig.inflict(step, load);
        Duration recovery = recover(accounts, ledger, begun, Instant.now(), rig);
        Suffered over = new Suffered(Duration.between(begun, at), step, recovery);
        suffered.add(over);
        log.accept(over);
    }

    private Duration recover(Accounts accounts, Ledger ledger, Instant begun, Instant since, Rig rig)
            throws IOException, InterruptedException {
        while (!accounts.allReadSince(since, rig.version())) {
            ledger.requireSound();
            if (Instant.now().isAfter(since.plus(PATIENCE))) {
                throw new IOException("no results from all partitions for %s; the processors' last words:%n%s"
                        .formatted(PATIENCE, rig.lastWords()));
            }
            Thread.sleep(LOOK_MILLIS);
            rig.attend();
        }
        Duration recovery = Duration.between(since, Instant.now());
        minutes.add(Duration.between(begun, Instant.now()).toMinutes(), rig.residentMegabytes(), accounts.results());
        return recovery;
    }

    /** However slow it is: only if nothing comes any more, what is missing is lost. */
    private static void awaitAll(Accounts accounts, Ledger ledger, Rig rig) throws IOException, InterruptedException {
        Instant progress = Instant.now();
        long results = accounts.results();
        while (accounts.balance().lost() > 0 && Instant.now().isBefore(progress.plus(PATIENCE))) {
            Thread.sleep(LOOK_MILLIS);
            ledger.requireSound();
            rig.attend();
            if (accounts.results() > results) {
                results = accounts.results();
                progress = Instant.now();
            }
        }
        // Whatever is doubled has time to come.
        Thread.sleep(Duration.ofSeconds(3).toMillis());
        ledger.requireSound();
    }
}
