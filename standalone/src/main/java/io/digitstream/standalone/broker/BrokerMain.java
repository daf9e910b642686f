package io.digitstream.standalone.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** One broker of a cluster in a JVM of its own; it runs until it is stopped. */
final class BrokerMain {
    /** One that is gone is missed after a third of the usual time. */
    private static final Map<String, String> SETTINGS =
            Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500");

    private BrokerMain() {}

    /** @param args the directory, the node's id, and {@link BrokerCluster#arguments} */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = List.of(args);
        BrokerCluster cluster = BrokerCluster.parse(words.subList(2, words.size()));
        EmbeddedBroker broker = EmbeddedBroker.start(
                Path.of(words.get(0)), cluster, Integer.parseInt(words.get(1)), List.of(), SETTINGS);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "shutdown"));
        new CountDownLatch(1).await();
    }
}
