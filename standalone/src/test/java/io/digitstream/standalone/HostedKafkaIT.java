package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.standalone.broker.PolicyBroker;
import io.digitstream.standalone.faults.ResultLedger;
import io.digitstream.standalone.faults.SequencedImages;
import io.digitstream.standalone.processes.ProcessorProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.server.policy.CreateTopicPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers whose policies refuse topics as this product would have them. */
final class HostedKafkaIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String BROKERS_OWN = "2097164";
    private static final String CHANGELOG = "digitstream-processor-pending-images-changelog";

    private final Path folder;

    HostedKafkaIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void topicsAndChangelogAreMadeWithoutWhatThePolicyRefusesAndImagesAreRead() throws Exception {
        try (PolicyBroker broker = broker(PolicyBroker.Hosted.class);
                Admin admin = admin(broker)) {
            CommandRun made = topics(broker);
            assertThat(made.exitCode()).as("%s", made).isZero();
            assertThat(config(admin, "weights").get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config(admin, "images").get("max.message.bytes").value()).isEqualTo(BROKERS_OWN);

            try (ProcessorProcess processor =
                    ProcessorProcess.start(folder, "processor", broker.bootstrapServers(), Map.of())) {
                read(broker, processor);
                String log = String.join("\n", processor.java().lines());
                assertThat(log)
                        .contains("refuses max.message.bytes=11599872 on topic " + CHANGELOG)
                        .contains("refuses segment.bytes=16777216 on topic " + CHANGELOG)
                        .contains("kafka.topic.segment.bytes=VALUE sets another")
                        .contains("images of more than 2,031,628 bytes are rejected")
                        .doesNotContain("\tat ");
                assertThat(config(admin, CHANGELOG).get("cleanup.policy").value())
                        .isEqualTo("compact");
            }
        }
    }

    @Test
    void whatAUserChoosesGoesBeforeOursAndMayBeLeftToTheBroker() throws Exception {
        try (PolicyBroker broker = broker(PolicyBroker.Hosted.class);
                Admin admin = admin(broker)) {
            CommandRun made = topics(
                    broker,
                    "--config",
                    "max.message.bytes=8388608",
                    "--config",
                    "labeled-images:retention.ms=",
                    "--config",
                    "training-reports:retention.ms=7200000");
            assertThat(made.exitCode()).as("%s", made).isZero();
            assertThat(config(admin, "rejected-images").get("max.message.bytes").value())
                    .isEqualTo("8388608");
            assertThat(config(admin, "labeled-images").get("retention.ms").isDefault())
                    .isTrue();
            assertThat(config(admin, "training-reports").get("retention.ms").value())
                    .isEqualTo("7200000");

            Map<String, String> settings =
                    Map.of("kafka.topic.max.message.bytes", "8388608", "kafka.topic.segment.bytes", "");
            try (ProcessorProcess processor =
                    ProcessorProcess.start(folder, "processor", broker.bootstrapServers(), settings)) {
                read(broker, processor);
                assertThat(config(admin, CHANGELOG).get("max.message.bytes").value())
                        .isEqualTo("8388608");
                assertThat(config(admin, CHANGELOG).get("segment.bytes").isDefault())
                        .isTrue();
                assertThat(String.join("\n", processor.java().lines()))
                        .doesNotContain("The broker refuses")
                        .contains("images of more than 8,323,072 bytes are rejected");
            }
        }
    }

    @Test
    void oneLineNamesTopicAndConfigurationThatAUserChoseAndThePolicyRefuses() throws Exception {
        try (PolicyBroker broker = broker(PolicyBroker.Hosted.class)) {
            CommandRun refused = topics(broker, "--config", "images:max.message.bytes=9000000");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .singleElement()
                    .asString()
                    .contains("images", "max.message.bytes=9000000", "must be within", "--config");

            assertThat(topics(broker).exitCode()).isZero();
            List<String> lines = endsWith(2, broker, Map.of("kafka.topic.segment.bytes", "1000000"));
            assertThat(lines)
                    .filteredOn(line -> line.contains("ERROR"))
                    .singleElement()
                    .asString()
                    .contains(CHANGELOG, "segment.bytes=1000000", "kafka.topic.segment.bytes");
        }
    }

    @Test
    void oneLineNamesTheNumberOfPartitionsThatIsRefused() throws Exception {
        try (PolicyBroker broker = broker(PolicyBroker.FewPartitions.class)) {
            CommandRun refused = topics(broker);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .singleElement()
                    .asString()
                    .contains("4 partitions", "at most 2 partitions a topic");
            assertThat(topics(broker, "--partitions", "2").exitCode()).isZero();
        }
    }

    @Test
    void oneLineNamesTheNumberOfReplicasThatIsRefused() throws Exception {
        try (PolicyBroker broker = broker(PolicyBroker.ThreeReplicas.class)) {
            CommandRun refused = topics(broker, "--replication-factor", "1");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).singleElement().asString().contains("1 replicas", "must be 3");

            CommandRun tooMany = topics(broker, "--replication-factor", "3", "--connect-timeout", "20");
            assertThat(tooMany.exitCode()).isEqualTo(1);
            assertThat(tooMany.err()).singleElement().asString().contains("3 replicas");
        }
    }

    @Test
    void aTopicIsNotMadeWithoutTheCompactionThatItNeeds() throws Exception {
        try (PolicyBroker broker = broker(PolicyBroker.NoCompaction.class)) {
            CommandRun refused = topics(broker);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .singleElement()
                    .asString()
                    .contains("weights", "cleanup.policy=compact", "no compacted topics in this plan");

            assertThat(endsWith(2, broker, Map.of()))
                    .filteredOn(line -> line.contains("ERROR"))
                    .singleElement()
                    .asString()
                    .contains(CHANGELOG, "cleanup.policy=compact");
        }
    }

    private PolicyBroker broker(Class<? extends CreateTopicPolicy> policy) throws IOException {
        return new PolicyBroker(folder.resolve("broker"), policy, Map.of("message.max.bytes", BROKERS_OWN));
    }

    private static Admin admin(PolicyBroker broker) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    private static CommandRun topics(PolicyBroker broker, String... options) {
        List<String> words = new ArrayList<>(List.of("topics", "--bootstrap-servers", broker.bootstrapServers()));
        words.addAll(List.of(options));
        return CommandRun.of(words.toArray(new String[0]));
    }

    private static Config config(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Objects.requireNonNull(
                admin.describeConfigs(Set.of(resource)).all().get().get(resource));
    }

    private static void read(PolicyBroker broker, ProcessorProcess processor) throws IOException {
        String servers = broker.bootstrapServers();
        try (SequencedImages images = new SequencedImages(servers, "images", 4);
                ResultLedger ledger = new ResultLedger(servers, List.of("recognitions"))) {
            images.send(5);
            await().atMost(PATIENCE).untilAsserted(() -> {
                ledger.read();
                assertThat(ledger.total()).as(processor.java().lastLines()).isEqualTo(5);
            });
        }
    }

    /** What a processor writes that ends by itself. */
    private List<String> endsWith(int code, PolicyBroker broker, Map<String, String> settings) throws Exception {
        try (ProcessorProcess processor =
                ProcessorProcess.start(folder, "refused", broker.bootstrapServers(), settings)) {
            await().atMost(PATIENCE).until(() -> !processor.java().isAlive());
            assertThat(processor.java().stop()).as(processor.java().lastLines()).isEqualTo(code);
            assertThat(processor.java().lastLines()).doesNotContain("\tat ");
            return processor.java().lines();
        }
    }
}
