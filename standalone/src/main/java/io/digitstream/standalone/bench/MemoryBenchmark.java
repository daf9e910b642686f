package io.digitstream.standalone.bench;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a processor in a JVM of its own, with a heap of 512 MB, allocates for an image, and what physical memory it holds while it
 * reads as many as it can. One thread.
 */
public final class MemoryBenchmark implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final int OUTSTANDING = 2_000;

    private final EmbeddedBroker broker;
    private final ProcessorProcess processor;
    private final int port;
    private final KafkaProducer<byte[], byte[]> producer;
    private final CommittedResults results;
    private final Connection connection;

    /** @param folder for broker and processor, empty */
    public MemoryBenchmark(Path folder) throws IOException, InterruptedException {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        connection = Connection.to(broker.bootstrapServers(), Topics.defaults());
        try (Admin admin = Admin.create(connection.clientProperties())) {
            new TopicSetup(connection.topics(), PARTITIONS).create(admin);
            forgetEarly(admin);
        }
        port = ProcessorMetrics.freePort();
        processor = ProcessorProcess.start(
                folder, "processor", broker.bootstrapServers(), Map.of("metrics.port", Integer.toString(port)));
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        results = new CommittedResults(connection, PARTITIONS);
    }

    /** Disks do not hold a million photos. */
    private void forgetEarly(Admin admin) {
        List<AlterConfigOp> small = List.of(set("retention.bytes", 1 << 26), set("segment.bytes", 1 << 25));
        admin.incrementalAlterConfigs(Map.of(
                new ConfigResource(
                        ConfigResource.Type.TOPIC, connection.topics().images()),
                small));
    }

    private static AlterConfigOp set(String name, int value) {
        return new AlterConfigOp(new ConfigEntry(name, Integer.toString(value)), AlterConfigOp.OpType.SET);
    }

    /** Has so many images read, these again and again. */
    public void read(List<BenchImage> images, int count) {
        List<byte[]> events = BenchImage.events(images);
        int sent = 0;
        int received = 0;
        while (received < count) {
            for (; sent < count && sent - received < OUTSTANDING; sent++) {
                byte[] event = events.get(sent % events.size());
                var unused =
                        producer.send(new ProducerRecord<>(connection.topics().images(), event));
            }
            received += results.poll(BenchBroker.PATIENCE);
        }
    }

    /**
     * What the processor allocates on its heap while so many images are read, in bytes for each byte of their records.
     *
     * @param count many more than the garbage collector lets through in one go
     */
    public double allocated(List<BenchImage> images, int count) throws IOException, InterruptedException {
        ProcessorMetrics before = ProcessorMetrics.at(port);
        read(images, count);
        ProcessorMetrics after = ProcessorMetrics.at(port);
        return after.since(before, "jvm_gc_memory_allocated_bytes_total")
                / after.since(before, "digitstream_image_size_bytes_sum");
    }

    /** Physical memory of the processor, in megabytes; 0 where the system does not tell. */
    public double residentMegabytes() throws IOException {
        return processor.residentKilobytes() / 1024.0;
    }

    @Override
    public void close() {
        results.close();
        producer.close();
        processor.close();
        broker.close();
    }
}
