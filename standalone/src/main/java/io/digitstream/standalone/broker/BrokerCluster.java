package io.digitstream.standalone.broker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * Brokers that are each other's controllers, on this machine. Immutable.
 *
 * @param id of the cluster
 * @param ports of each, in the order of their node ids, which begin with 1
 */
record BrokerCluster(String id, List<LoopbackPorts> ports) {
    BrokerCluster {
        ports = List.copyOf(ports);
    }

    /** A new one, on ports that are free now. */
    static BrokerCluster of(int brokers) throws IOException {
        List<LoopbackPorts> ports = new ArrayList<>();
        for (int i = 0; i < brokers; i++) {
            ports.add(LoopbackPorts.reserve(0));
        }
        return new BrokerCluster(Uuid.randomUuid().toString(), ports);
    }

    /** One that {@link #arguments} described. */
    static BrokerCluster parse(List<String> arguments) {
        List<LoopbackPorts> ports = arguments.stream()
                .skip(1)
                .map(pair -> pair.split(":", -1))
                .map(pair -> new LoopbackPorts(Integer.parseInt(pair[0]), Integer.parseInt(pair[1])))
                .toList();
        return new BrokerCluster(arguments.get(0), ports);
    }

    /** All of it as words of a command line. */
    List<String> arguments() {
        return Stream.concat(Stream.of(id), ports.stream().map(pair -> pair.broker() + ":" + pair.controller()))
                .toList();
    }

    /** How many copies there are of everything. */
    int replication() {
        return Math.min(3, ports.size());
    }

    /** How many copies there must be before a record counts as written. */
    int inSync() {
        return Math.max(1, replication() - 1);
    }

    /** Who decides. */
    String voters() {
        return IntStream.rangeClosed(1, ports.size())
                .mapToObj(node -> node + "@" + ports.get(node - 1).controllerAddress())
                .collect(Collectors.joining(","));
    }

    /** For clients. */
    String bootstrapServers() {
        return ports.stream().map(LoopbackPorts::brokerAddress).collect(Collectors.joining(","));
    }
}
