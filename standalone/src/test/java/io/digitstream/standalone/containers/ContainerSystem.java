package io.digitstream.standalone.containers;

import com.github.dockerjava.api.DockerClient;
import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.MountableFile;

/** A broker in a container, and the image that processors are started from beside it. One thread. */
final class ContainerSystem implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String BROKER_SCRIPT = "/tmp/broker-environment";
    private static final int PARTITIONS = 4;
    private static final String INSIDE = "broker:19092";

    private final String natives = "natives-" + System.nanoTime();
    private final Network network = Network.newNetwork();
    private final Future<String> image;
    private final KafkaContainer broker;

    private ContainerSystem(Future<String> image, int port) {
        this.image = image;
        this.broker = new KafkaContainer("apache/kafka:4.3.1")
                .withNetwork(network)
                .withListener(INSIDE)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(ROOT.resolve("docker/broker-environment")), BROKER_SCRIPT)
                .withEnv("BASH_ENV", BROKER_SCRIPT)
                .withEnv("KAFKA_BROKER_SESSION_TIMEOUT_MS", "2000")
                .withEnv("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(TopicSetup.MAX_RECORD_BYTES));
        // The broker tells clients where it is: it must be there after a restart as well.
        broker.setPortBindings(List.of(port + ":9092"));
    }

    /** Starts the broker, and builds the image of what {@code mvn package} has built meanwhile. */
    static ContainerSystem start() throws IOException {
        ImageFromDockerfile image =
                new ImageFromDockerfile("digitstream:test", false).withDockerfile(ROOT.resolve("Dockerfile"));
        ContainerSystem system = new ContainerSystem(image, freePort());
        CompletableFuture<Void> started = Startables.deepStart(system.broker);
        image.get();
        started.join();
        return system;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Topics of one test's own. */
    Connection topicsOf(String test) throws InterruptedException {
        Topics topics = new Topics(
                test + "-images",
                test + "-recognitions",
                test + "-rejected-images",
                Topics.DEFAULT_LABELED_IMAGES,
                Topics.DEFAULT_WEIGHTS,
                Topics.DEFAULT_TRAINING_REPORTS);
        Connection connection = Connection.to(broker.getBootstrapServers(), topics);
        try (Admin admin = Admin.create(connection.clientProperties())) {
            new TopicSetup(topics, PARTITIONS).create(admin);
        }
        return connection;
    }

    ProcessorContainer processor(Topics topics) {
        return ProcessorContainer.start(image, network, natives, INSIDE, topics);
    }

    /** SIGKILL, then another start on what the broker has on disk. */
    void restartBroker() {
        broker.getDockerClient()
                .restartContainerCmd(broker.getContainerId())
                .withTimeout(0)
                .exec();
    }

    @Override
    public void close() {
        DockerClient docker = broker.getDockerClient();
        broker.stop();
        network.close();
        docker.removeVolumeCmd(natives).exec();
    }
}
