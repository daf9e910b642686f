package io.digitstream.standalone.broker;

import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in this JVM, its own controller, reachable from this machine only; usually alone in its cluster. Its
 * topics live in a directory and are there again when it starts on that directory again. Thread-safe.
 *
 * <p>Kafka offers no public API for this: whatever a newer Kafka changes, it changes in this class alone.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** Between choosing a free port and binding it, somebody else may take it. */
    private static final int ATTEMPTS = 3;

    private static final int ONLY_NODE = 1;
    private static final String BROKER = "BROKER";
    private static final String CONTROLLER = "CONTROLLER";
    private static final String DEDUPLICATION_BUFFER_BYTES = "4194304";

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param dataDir made if it is not there; only one broker at a time can have it
     * @param port to listen on, 0 for any free one
     * @throws IOException if the port is taken or the directory cannot be written to
     * @throws KafkaException if the broker cannot start for another reason
     */
    public static EmbeddedBroker start(Path dataDir, int port) throws IOException {
        for (int attempt = 1; ; attempt++) {
            BrokerCluster alone = new BrokerCluster(Uuid.randomUuid().toString(), List.of(LoopbackPorts.reserve(port)));
            try {
                return start(dataDir, alone, ONLY_NODE, List.of(), Map.of());
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Starts one broker of several.
     *
     * @param dataDir made if it is not there; only one broker at a time can have it
     * @param node its id, from 1 on
     * @param credentials of SCRAM that a new directory gets, as {@code kafka-storage.sh format --add-scram} takes them
     * @param settings of the broker, in the place of the usual ones
     */
    static EmbeddedBroker start(
            Path dataDir, BrokerCluster cluster, int node, List<String> credentials, Map<String, String> settings)
            throws IOException {
        format(dataDir, cluster.id(), node, credentials);
        LoopbackPorts ports = cluster.ports().get(node - 1);
        Map<String, String> all = new HashMap<>(config(dataDir, cluster, node));
        all.putAll(settings);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(all, false), Time.SYSTEM);
        try {
            server.startup();
            return new EmbeddedBroker(server, ports.brokerAddress());
        } catch (RuntimeException e) {
            stop(server);
            throw e;
        }
    }

    /** Gives a new directory the identity of a cluster; leaves one that has its own. */
    private static void format(Path dataDir, String cluster, int node, List<String> credentials) throws IOException {
        Files.createDirectories(dataDir);
        if (Files.exists(dataDir.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(node)
                    .setClusterId(cluster)
                    .setControllerListenerName(CONTROLLER)
                    .addDirectory(dataDir.toString())
                    .setScramArguments(credentials)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot make " + dataDir + " a broker's directory: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> config(Path dataDir, BrokerCluster cluster, int node) {
        LoopbackPorts ports = cluster.ports().get(node - 1);
        String replication = Integer.toString(cluster.replication());
        String inSync = Integer.toString(cluster.inSync());
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(node)),
                Map.entry("log.dirs", dataDir.toString()),
                // Voters of this static kind are not stored, so the controller's port may change with each
                // start.
                Map.entry("controller.quorum.voters", cluster.voters()),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("inter.broker.listener.name", BROKER),
                Map.entry("listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
                Map.entry(
                        "listeners",
                        BROKER + "://" + ports.brokerAddress() + "," + CONTROLLER + "://" + ports.controllerAddress()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", Integer.toString(TopicSetup.MAX_RECORD_BYTES)),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("default.replication.factor", replication),
                Map.entry("min.insync.replicas", inSync),
                Map.entry("offsets.topic.replication.factor", replication),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", replication),
                Map.entry("transaction.state.log.min.isr", inSync),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", replication),
                Map.entry("share.coordinator.state.topic.min.isr", inSync),
                // By default 128 MB of heap, for cleaning logs far larger than there will be here.
                Map.entry("log.cleaner.dedupe.buffer.size", DEDUPLICATION_BUFFER_BYTES));
    }

    /** The address for clients, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker and waits until everything it took is on disk. */
    @Override
    public void close() {
        stop(server);
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
