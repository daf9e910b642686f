package io.digitstream.standalone.bench;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.lifecycle.Closer;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
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
import org.jspecify.annotations.Nullable;

/**
 * Processors in JVMs of their own, each with a heap of 512 MB, that are kept busy: as many images wait as are wanted, one more for
 * each that is read. The broker is in this JVM. One thread.
 */
public final class ProcessorBenchmark implements AutoCloseable {
    private static final int OUTSTANDING = 2_000;
    private static final int LARGEST_RECORD = 10 << 20;

    private final Closer closer = new Closer();
    private final Connection connection;
    private final Map<Integer, ProcessorProcess> processors = new LinkedHashMap<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final CommittedResults results;
    private long sent;
    private long received;
    private volatile @Nullable Exception failure;

    /**
     * What reading costs.
     *
     * @param imagesASecond of all processors together
     * @param cpuMillis processor time of an image, in all threads of the processors
     */
    public record Cost(double imagesASecond, double cpuMillis) {}

    /**
     * Starts broker and processors.
     *
     * @param folder for them, empty
     */
    public ProcessorBenchmark(Path folder, int processes, int partitions) throws IOException, InterruptedException {
        try {
            EmbeddedBroker broker = closer.add(EmbeddedBroker.start(folder.resolve("broker"), 0));
            connection = Connection.to(broker.bootstrapServers(), Topics.defaults());
            try (Admin admin = Admin.create(connection.clientProperties())) {
                new TopicSetup(connection.topics(), partitions).create(admin);
                forgetEarly(admin);
            }
            for (int i = 1; i <= processes; i++) {
                int port = ProcessorMetrics.freePort();
                processors.put(
                        port,
                        closer.add(ProcessorProcess.start(
                                folder,
                                "processor-" + i,
                                broker.bootstrapServers(),
                                Map.of("metrics.port", Integer.toString(port)))));
            }
            Map<String, Object> properties = connection.clientProperties();
            properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
            properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
            producer =
                    closer.add(new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
            results = closer.add(new CommittedResults(connection, partitions));
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            Closer.closeAfter(e, closer);
            throw e;
        }
    }

    /** Disks do not hold a million photos. */
    private void forgetEarly(Admin admin) {
        List<AlterConfigOp> small = List.of(set("retention.bytes", 1 << 29), set("segment.bytes", 1 << 25));
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
        long end = received + count;
        while (received < end) {
            send(events, Math.min(OUTSTANDING, end - received));
            receive();
        }
    }

    /**
     * Measures what reading costs, after half as long to warm up.
     *
     * @param images read again and again
     * @param waiting so many are on the topic or between its ends
     */
    public Cost cost(List<BenchImage> images, int waiting, Duration time) {
        List<byte[]> events = BenchImage.events(images);
        send(events, waiting);
        readFor(time.dividedBy(2), events, waiting);
        Duration cpu = cpuTime();
        long before = received;
        long begun = System.nanoTime();
        readFor(time, events, waiting);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long read = received - before;
        Cost cost = new Cost(read / seconds, cpuTime().minus(cpu).toNanos() / 1e6 / read);
        while (received < sent) {
            receive();
        }
        return cost;
    }

    private void readFor(Duration time, List<byte[]> events, int waiting) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < time.toNanos()) {
            receive();
            send(events, waiting);
        }
    }

    /** As many as are missing to so many that are not read yet. */
    private void send(List<byte[]> events, long outstanding) {
        for (; sent - received < outstanding; sent++) {
            byte[] event = events.get((int) (sent % events.size()));
            var unused = producer.send(
                    new ProducerRecord<>(connection.topics().images(), event),
                    (place, e) -> failure = e == null ? failure : e);
        }
    }

    private void receive() {
        if (failure != null) {
            throw new IllegalStateException("an image cannot be sent", failure);
        }
        received += results.poll(BenchBroker.PATIENCE);
    }

    private Duration cpuTime() {
        return processors.values().stream()
                .map(processor -> processor.java().cpuTime())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * What the first processor allocates on its heap while so many images are read, in bytes for each byte of their records.
     *
     * @param count many more than the garbage collector lets through in one go
     */
    public double allocated(List<BenchImage> images, int count) throws IOException, InterruptedException {
        int port = processors.keySet().iterator().next();
        ProcessorMetrics before = ProcessorMetrics.at(port);
        read(images, count);
        ProcessorMetrics after = ProcessorMetrics.at(port);
        return after.since(before, "jvm_gc_memory_allocated_bytes_total")
                / after.since(before, "digitstream_image_size_bytes_sum");
    }

    /** Physical memory of the first processor, in megabytes; 0 where the system does not tell. */
    public double residentMegabytes() throws IOException {
        return processors.values().iterator().next().java().residentKilobytes() / 1024.0;
    }

    @Override
    public void close() {
        closer.close();
    }
}
