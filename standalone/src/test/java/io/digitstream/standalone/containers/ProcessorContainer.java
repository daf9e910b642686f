package io.digitstream.standalone.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.digitstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** A processor in a container that may write to its volume and to /tmp alone; the volume outlives the container. One thread. */
final class ProcessorContainer implements AutoCloseable {
    private static final long MEMORY = 2L << 30;

    private final String volume;
    private final Supplier<GenericContainer<?>> blueprint;
    private GenericContainer<?> container;

    private ProcessorContainer(String volume, Supplier<GenericContainer<?>> blueprint) {
        this.volume = volume;
        this.blueprint = blueprint;
        this.container = blueprint.get();
        container.start();
    }

    /**
     * Starts one.
     *
     * @param natives volume with the unpacked natives, which processors may share
     */
    static ProcessorContainer start(
            Future<String> image, Network network, String natives, String broker, Topics topics) {
        String name = topics.images() + "-" + System.nanoTime();
        return new ProcessorContainer(
                name,
                () -> new GenericContainer<>(image)
                        .withNetwork(network)
                        .withCommand("processor")
                        .withEnv("KAFKA_BOOTSTRAP_SERVERS", broker)
                        .withEnv("KAFKA_APPLICATION_ID", name)
                        .withEnv("KAFKA_GROUP_INSTANCE_ID", name)
                        .withEnv("KAFKA_STATE_DIR", "/data/state")
                        .withEnv("TOPICS_IMAGES", topics.images())
                        .withEnv("TOPICS_RECOGNITIONS", topics.recognitions())
                        .withEnv("TOPICS_REJECTED_IMAGES", topics.rejectedImages())
                        .withCreateContainerCmdModifier(command -> confine(command, name, natives)));
    }

    private static void confine(CreateContainerCmd command, String volume, String natives) {
        HostConfig host = Objects.requireNonNull(command.getHostConfig());
        host.withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", "exec"))
                .withMemory(MEMORY)
                .withBinds(new Bind(volume, new Volume("/data")), new Bind(natives, new Volume("/data/natives")));
    }

    /** SIGKILL, then another container on the same volume. */
    void killAndReplace() {
        container
                .getDockerClient()
                .killContainerCmd(container.getContainerId())
                .withSignal("KILL")
                .exec();
        container.stop();
        container = blueprint.get();
        container.start();
    }

    /** The last it logged, for whoever has to explain a failure. */
    String lastLines() {
        List<String> lines = container.getLogs().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    @Override
    public void close() {
        DockerClient docker = container.getDockerClient();
        container.stop();
        docker.removeVolumeCmd(volume).exec();
    }
}
