package io.digitstream.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker with real clients. */
final class EmbeddedBrokerIT {
    private static final TopicSetup TOPICS = new TopicSetup(Topics.defaults(), 1);

    @Test
    void keepsTopicsAndRecordsOverARestart(@TempDir Path data) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            createTopics(broker);
            send(broker, "house", new byte[] {1, 2, 3});
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            createTopics(broker);
            send(broker, "door", new byte[] {4});
            assertThat(keys(broker, 2)).containsExactly("house", "door");
        }
    }

    @Test
    void runsBesideAnotherInTheSameJvm(@TempDir Path data) throws Exception {
        try (EmbeddedBroker one = EmbeddedBroker.start(data.resolve("one"), 0);
                EmbeddedBroker other = EmbeddedBroker.start(data.resolve("other"), 0)) {
            createTopics(one);
            createTopics(other);
            send(one, "for one", new byte[1]);
            send(other, "for the other", new byte[1]);
            assertThat(keys(one, 1)).containsExactly("for one");
            assertThat(keys(other, 1)).containsExactly("for the other");
        }
    }

    @Test
    void takesARecordOfTenMebibytes(@TempDir Path data) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            createTopics(broker);
            send(broker, "large", new byte[10 << 20]);
            assertThat(keys(broker, 1)).containsExactly("large");
        }
    }

    @Test
    void listensOnTheLoopbackInterfaceAtThePortAskedFor(@TempDir Path data) throws Exception {
        int port = LoopbackPorts.reserve(0).broker();
        try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("first"), port)) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            assertThatThrownBy(() -> EmbeddedBroker.start(data.resolve("second"), port))
                    .isInstanceOf(IOException.class)
                    .hasMessage("port " + port + " of 127.0.0.1 is taken");
        }
    }

    @Test
    void hasTheTopicsOfTheProduct(@TempDir Path data) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = admin(broker)) {
            new TopicSetup(Topics.defaults(), 3).create(admin);
            var topics = admin.describeTopics(
                            Set.of("images", "recognitions", "rejected-images", "labeled-images", "weights"))
                    .allTopicNames()
                    .get();
            assertThat(topics)
                    .allSatisfy(
                            (name, topic) -> assertThat(topic.partitions()).hasSize(name.equals("weights") ? 1 : 3));
        }
    }

    /** A producer that tries nothing twice: each partition must have its leader when its topic is said to be there. */
    @Test
    void takesRecordsOnEveryPartitionAsSoonAsTheyAreMade(@TempDir Path data) throws Exception {
        int partitions = 100;
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = admin(broker);
                var producer = new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker.bootstrapServers(),
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                false,
                                ProducerConfig.RETRIES_CONFIG,
                                0),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            new TopicSetup(Topics.defaults(), partitions).create(admin);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int partition = partitions - 1; partition >= 0; partition--) {
                sent.add(producer.send(new ProducerRecord<>("images", partition, "first", new byte[1])));
            }
            for (Future<RecordMetadata> one : sent) {
                assertThat(one.get().offset()).isZero();
            }
        }
    }

    private static void createTopics(EmbeddedBroker broker) throws InterruptedException {
        try (Admin admin = admin(broker)) {
            TOPICS.create(admin);
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    private static void send(EmbeddedBroker broker, String key, byte[] value)
            throws InterruptedException, ExecutionException {
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                TopicSetup.MAX_RECORD_BYTES);
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("images", key, value)).get();
        }
    }

    private static List<String> keys(EmbeddedBroker broker, int count) {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        List<String> keys = new java.util.ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition("images", 0)));
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                var records = consumer.poll(Duration.ofMillis(200));
                StreamSupport.stream(records.spliterator(), false)
                        .map(ConsumerRecord::key)
                        .forEach(keys::add);
                return keys.size() >= count;
            });
        }
        return keys;
    }
}
