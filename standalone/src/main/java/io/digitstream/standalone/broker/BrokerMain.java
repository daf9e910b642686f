package io.digitstream.standalone.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker in a JVM of its own, for tests that kill brokers: prints {@code ready HOST:PORT} and runs until it is stopped. */
final class BrokerMain {
    private BrokerMain() {}

    /** @param args the directory and the port, 0 for any */
    public static void main(String[] args) throws IOException, InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "shutdown"));
        System.out.println("ready " + broker.bootstrapServers());
        new CountDownLatch(1).await();
    }
}
