package io.digitstream.standalone.broker;

import io.digitstream.application.lifecycle.Closer;
import io.digitstream.standalone.processes.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The brokers of a cluster, each in a JVM of its own, which can be killed, halted and started again in the same place. One thread. */
public final class BrokerProcesses implements AutoCloseable {
    /** One that lives for a minute is not worth the better of the two compilers. */
    private static final List<String> OPTIONS =
            List.of("-Xms256m", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Closer closer = new Closer();
    private final BrokerCluster cluster;
    private final List<JavaProcess> brokers = new ArrayList<>();

    /**
     * Starts them, and does not wait until they answer.
     *
     * @param root folder in which each gets a folder of its own, with topics and log
     */
    public BrokerProcesses(Path root, int count) throws IOException {
        cluster = BrokerCluster.of(count);
        try {
            for (int node = 1; node <= count; node++) {
                brokers.add(closer.add(start(root, node)));
            }
        } catch (IOException | RuntimeException | Error e) {
            Closer.closeAfter(e, closer);
            throw e;
        }
    }

    private JavaProcess start(Path root, int node) throws IOException {
        Path folder = Files.createDirectories(root.resolve("broker-" + node));
        List<String> arguments = new ArrayList<>(List.of(folder.resolve("data").toString(), Integer.toString(node)));
        arguments.addAll(cluster.arguments());
        return new JavaProcess(
                folder.resolve("broker.log"), OPTIONS, "io.digitstream.standalone.broker.BrokerMain", arguments);
    }

    /** For clients: all of them. */
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    /** How many there are. */
    public int size() {
        return brokers.size();
    }

    /** @param node its id, from 1 on */
    public JavaProcess broker(int node) {
        return brokers.get(node - 1);
    }

    /** @param node its id, from 1 on */
    public int port(int node) {
        return cluster.ports().get(node - 1).broker();
    }

    @Override
    public void close() {
        closer.close();
    }
}
