package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endless supply of drawn numbers, for a broker that comes late and goes away for a while. */
final class DrawnStreamIT {
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void waitsForABrokerThatIsAwayAndGoesOnAfterItWas(@TempDir Path folder) throws Exception {
        int port = freePort();
        String broker = "127.0.0.1:" + port;
        StringWriter said = new StringWriter();
        CompletableFuture<CommandRun> sending = CompletableFuture.supplyAsync(
                () -> CommandRun.of(said, words(broker, "send --drawn --rate 20 --count 100 --connect-timeout 1")));
        await().atMost(PATIENCE).until(() -> said.toString().contains("; trying again"));
        try (EmbeddedBroker before = EmbeddedBroker.start(folder, port)) {
            assertThat(before.bootstrapServers()).isEqualTo(broker);
            assertThat(run(broker, "topics --partitions 2").exitCode()).isZero();
            assertThat(run(broker, "topics --partitions 2").exitCode())
                    .as("once more")
                    .isZero();
            await().atMost(PATIENCE).until(() -> imagesAt(broker) >= 20);
        }
        try (EmbeddedBroker after = EmbeddedBroker.start(folder, port)) {
            CommandRun sent = sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(sent.out()).containsExactly("sent 100 of 100");
            assertThat(sent.err()).isNotEmpty().allMatch(line -> line.endsWith("; trying again"));
            assertThat(imagesAt(after.bootstrapServers())).isEqualTo(100);
        }
    }

    private static CommandRun run(String broker, String command) {
        return CommandRun.of(words(broker, command));
    }

    private static String[] words(String broker, String command) {
        return (command + " --bootstrap-servers " + broker).split(" ");
    }

    private static long imagesAt(String broker) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.DEFAULT_IMAGES, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker))) {
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
