package io.digitstream.standalone.torture;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.lifecycle.Closer;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.BrokerProcesses;
import io.digitstream.standalone.processes.Folders;
import io.digitstream.standalone.processes.JavaProcess;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.swaps.AlternatingReleases;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** Brokers and processors, all of them processes, and how each fault is done to them. One thread. */
final class Rig implements AutoCloseable {
    static final int PARTITIONS = 6;

    private static final int PROCESSORS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long MEMBERS_MILLIS = 200;
    private static final String GROUP = "digitstream-processor";
    private static final String TRANSACTIONS = "__transaction_state";

    /**
     * A processor that is gone shall be missed soon; fast numbers leave more time for faults, and longer transactions more work that a
     * fault can undo.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "kafka.session.timeout.ms", "6000",
            "kafka.commit.interval.ms", "500",
            "kafka.main.consumer.fetch.min.bytes", "100000",
            "kafka.main.consumer.fetch.max.wait.ms", "100",
            "inference.precision", "int8");

    /** Several may come at once. */
    private static final List<String> GUEST = List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx256m", "-XX:-AlwaysPreTouch");

    private static final List<Map<String, String>> VERSIONS = List.of(
            Map.of("batch.max-size", "32", "slots-per-task", "256"),
            Map.of("batch.max-size", "64", "slots-per-task", "512"));

    private final Closer closer = new Closer();
    private final Path folder;
    private final BrokerProcesses brokers;
    private final Connection connection;
    private final Admin admin;
    private final AlternatingReleases releases;
    private final Map<String, String> settings;
    private final List<Patient> processors = new ArrayList<>();
    private final Firewall firewall = new Firewall();
    private int versions;
    private int joined;
    private int revived;

    /**
     * Starts all of it.
     *
     * @param folder empty
     * @param guarantee Kafka's {@code processing.guarantee}
     */
    Rig(Path folder, int brokerCount, String guarantee) throws IOException, InterruptedException {
        this.folder = folder;
        this.settings = new HashMap<>(SETTINGS);
        settings.put("kafka.processing.guarantee", guarantee);
        try {
            brokers = closer.add(new BrokerProcesses(folder, brokerCount));
            connection = Connection.to(brokers.bootstrapServers(), Topics.defaults());
            admin = Admin.create(connection.clientProperties());
            closer.add(() -> admin.close(Duration.ZERO));
            new TopicSetup(connection.topics(), PARTITIONS).create(admin);
            releases = closer.add(new AlternatingReleases(connection, PATIENCE));
            String servers = brokers.bootstrapServers();
            Path classes = folder.resolve("classes.jsa");
            Patient.archiveClasses(folder, servers, settings, classes);
            for (int i = 1; i <= PROCESSORS; i++) {
                processors.add(closer.add(Patient.admit(folder, "processor-" + i, servers, settings, classes)));
            }
            closer.add(firewall);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            Closer.closeAfter(e, closer);
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** The version of the weights that processors should read with. */
    String version() {
        return releases.version();
    }

    /**
     * Does it, and undoes what lasts.
     *
     * @param load that may have to change
     */
    void inflict(Step step, Load load) throws IOException, InterruptedException {
        Patient patient = processors.get(step.target() % processors.size());
        ProcessorProcess processor = patient.processor();
        int node = 1 + step.target() % brokers.size();
        JavaProcess broker = brokers.broker(node);
        switch (step.fault()) {
            case KILL_PROCESSOR -> processor.killAndRestart();
            case KILL_PROCESSOR_AND_STATE -> {
                processor.java().kill();
                Folders.delete(processor.state().resolve(GROUP));
                processor.java().restart();
            }
            case HALT_PROCESSOR -> halt(processor.java(), step.hold());
            case STOP_PROCESSOR -> stopAndRestart(processor.java());
            case JOIN_AND_LEAVE -> joinAndLeave(1, step.hold());
            case CROWD -> joinAndLeave(PARTITIONS + 1 - PROCESSORS, step.hold());
            case NEW_SETTINGS -> changeSettings();
            case KILL_BROKER -> killAndRestart(broker, step.hold());
            case HALT_BROKER -> halt(broker, step.hold());
            case STOP_BROKER -> stopAndRestart(broker);
            case KILL_TRANSACTION_LEADER -> killAndRestart(transactionLeader(step.target()), step.hold());
            case KILL_GROUP_COORDINATOR -> killAndRestart(groupCoordinator(), step.hold());
            case FLOOD -> load.change(Load.Mood.FLOOD, step.hold());
            case ONLY_GARBAGE -> load.change(Load.Mood.GARBAGE, step.hold());
            case ONE_PARTITION -> load.change(Load.Mood.ONE_PARTITION, step.hold());
            case SWAP_WEIGHTS -> releases.swap();
            case SLOW_ENGINE -> patient.misbehave(UnreliableEngine.Mood.SLOW, step.hold());
            case FAILING_ENGINE -> patient.misbehave(UnreliableEngine.Mood.FAILING, step.hold());
            case STUCK_ENGINE -> patient.getStuck();
            case FULL_DISK -> patient.fillDisk(step.hold());
            case CUT_NETWORK -> {
                firewall.cut(brokers.port(node));
                Thread.sleep(step.hold().toMillis());
                firewall.mend();
            }
        }
    }

    private static void halt(JavaProcess process, Duration time) throws IOException, InterruptedException {
        process.halt();
        Thread.sleep(time.toMillis());
        process.resume();
    }

    private static void killAndRestart(JavaProcess process, Duration away) throws IOException, InterruptedException {
        process.kill();
        Thread.sleep(away.toMillis());
        process.restart();
    }

    private static void stopAndRestart(JavaProcess process) throws IOException, InterruptedException {
        process.stop();
        process.restart();
    }

    private void joinAndLeave(int count, Duration stay) throws IOException, InterruptedException {
        List<ProcessorProcess> guests = new ArrayList<>();
        try (Closer leaving = new Closer()) {
            for (int i = 0; i < count; i++) {
                joined++;
                String name = "guest-" + joined;
                guests.add(
                        leaving.add(ProcessorProcess.start(folder, name, brokers.bootstrapServers(), settings, GUEST)));
            }
            awaitMembers(PROCESSORS + count);
            Thread.sleep(stay.toMillis());
            for (ProcessorProcess guest : guests) {
                guest.java().stop();
            }
        }
    }

    private void awaitMembers(int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (group().members().size() < count) {
            if (System.nanoTime() > end) {
                throw new IOException("no " + count + " processors after " + PATIENCE);
            }
            Thread.sleep(MEMBERS_MILLIS);
            attend();
        }
    }

    private void changeSettings() throws IOException, InterruptedException {
        Map<String, String> version = VERSIONS.get(versions % VERSIONS.size());
        versions++;
        for (Patient patient : processors) {
            patient.processor().set(version);
            stopAndRestart(patient.processor().java());
        }
    }

    private JavaProcess transactionLeader(int target) throws InterruptedException {
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(List.of(TRANSACTIONS)).allTopicNames().get();
            List<TopicPartitionInfo> log = topics.values().iterator().next().partitions();
            return brokerOf(log.get(target % log.size()).leader());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the brokers do not say who leads the log of transactions", e);
        }
    }

    private JavaProcess groupCoordinator() throws InterruptedException {
        return brokerOf(group().coordinator());
    }

    private ConsumerGroupDescription group() throws InterruptedException {
        try {
            return admin.describeConsumerGroups(List.of(GROUP))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the brokers do not say how the group is", e);
        }
    }

    private JavaProcess brokerOf(@Nullable Node node) {
        return brokers.broker(node == null || node.isEmpty() ? 1 : node.id());
    }

    /** Starts those again that have ended, or say of themselves that they are beyond help: as any orchestrator would. */
    void attend() throws IOException, InterruptedException {
        for (Patient patient : processors) {
            revived += patient.attend() ? 1 : 0;
        }
    }

    /** How often {@link #attend} had to start one. */
    int revived() {
        return revived;
    }

    /** Physical memory of the processors, in megabytes. */
    long residentMegabytes() throws IOException {
        long kilobytes = 0;
        for (Patient patient : processors) {
            kilobytes += patient.processor().java().residentKilobytes();
        }
        return kilobytes / 1024;
    }

    /** Why nothing goes on, as far as the processors say it. */
    String lastWords() throws IOException {
        StringBuilder words = new StringBuilder();
        for (Patient patient : processors) {
            words.append(patient.processor().java().lastLines()).append('\n');
        }
        return words.toString();
    }

    @Override
    public void close() {
        closer.close();
    }
}
