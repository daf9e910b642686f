package io.digitstream.standalone.observation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.digitstream.schemas.Topics;
import io.digitstream.synthetic.SyntheticNumbers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of a processor that OpenTelemetry's Java agent is attached to, from the headers that a traced producer sends. */
final class TracesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int IMAGES = 12;
    private static final List<String> AGENT = List.of(
            "-javaagent:"
                    + Path.of("target", "agent", "opentelemetry-javaagent.jar").toAbsolutePath(),
            "-Dotel.traces.exporter=logging-otlp",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-Dotel.bsp.schedule.delay=200");

    @Test
    void leadFromTheProducerThroughTheBatchToTheResult(@TempDir Path folder) throws Exception {
        try (ObservedProcessor processor = ObservedProcessor.start(folder, AGENT)) {
            processor.awaitReady();
            send(processor.bootstrapServers());

            Map<String, String> results = traceparents(processor.bootstrapServers());
            assertThat(results).hasSize(IMAGES);
            IntStream.range(0, IMAGES)
                    .forEach(i -> assertThat(results.get("image-" + i))
                            .as("the result of image %d is in its trace, and not the producer's own span", i)
                            .startsWith("00-" + trace(i) + "-")
                            .isNotEqualTo(traceparent(i)));

            await().atMost(PATIENCE).untilAsserted(() -> {
                List<JsonNode> spans = spans(processor.lines());
                assertThat(linksOfBatches(spans))
                        .containsAll(IntStream.range(0, IMAGES)
                                .mapToObj(TracesIT::trace)
                                .toList());
                IntStream.range(0, IMAGES)
                        .forEach(i -> assertThat(linksFromReadings(spans, i))
                                .as("a span in the trace of image %d leads to its batch", i)
                                .isNotEmpty()
                                .isSubsetOf(idsOfBatches(spans)));
            });
        }
    }

    private static String trace(int image) {
        return "%032x".formatted(0xabc000 + image);
    }

    private static String traceparent(int image) {
        return "00-%s-%016x-01".formatted(trace(image), 0xdef000 + image);
    }

    private static void send(String servers) throws IOException {
        Map<String, Object> properties = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        ByteArraySerializer bytes = new ByteArraySerializer();
        SyntheticNumbers numbers = new SyntheticNumbers(7);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
            for (int i = 0; i < IMAGES; i++) {
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                ImageIO.write(numbers.draw(i).photo(), "png", file);
                ProducerRecord<byte[], byte[]> image = new ProducerRecord<>(
                        Topics.defaults().images(), ("image-" + i).getBytes(UTF_8), file.toByteArray());
                image.headers().add("traceparent", traceparent(i).getBytes(UTF_8));
                var unused = producer.send(image);
            }
        }
    }

    /** What the results' headers carry, by key. */
    private static Map<String, String> traceparents(String servers) {
        Map<String, String> found = new HashMap<>();
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                ConsumerConfig.GROUP_ID_CONFIG, "traces",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            consumer.subscribe(List.of(Topics.defaults().recognitions()));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(result -> {
                    assertThat(result.headers().headers("traceparent")).hasSize(1);
                    byte[] traceparent =
                            result.headers().lastHeader("traceparent").value();
                    found.put(new String(result.key(), UTF_8), new String(traceparent, UTF_8));
                });
                return found.size() == IMAGES;
            });
        }
        return found;
    }

    /** Each span that the agent wrote, as OTLP's JSON has it. */
    private static List<JsonNode> spans(List<String> lines) throws JsonProcessingException {
        List<JsonNode> spans = new ArrayList<>();
        for (String line : lines) {
            int json = line.indexOf("{\"resource\"");
            if (json >= 0 && line.contains("OtlpJsonLoggingSpanExporter")) {
                new ObjectMapper()
                        .readTree(line.substring(json))
                        .findValues("spans")
                        .forEach(each -> each.forEach(spans::add));
            }
        }
        return spans;
    }

    private static List<String> linksOfBatches(List<JsonNode> spans) {
        return spans.stream()
                .filter(span -> isNamed(span, "digitstream batch"))
                .flatMap(span -> span.path("links").findValuesAsText("traceId").stream())
                .toList();
    }

    private static List<String> idsOfBatches(List<JsonNode> spans) {
        return spans.stream()
                .filter(span -> isNamed(span, "digitstream batch"))
                .map(span -> span.path("spanId").asText())
                .toList();
    }

    private static List<String> linksFromReadings(List<JsonNode> spans, int image) {
        return spans.stream()
                .filter(span -> isNamed(span, "digitstream read"))
                .filter(span -> span.path("traceId").asText().equals(trace(image)))
                .flatMap(span -> span.path("links").findValuesAsText("spanId").stream())
                .toList();
    }

    private static boolean isNamed(JsonNode span, String name) {
        return span.path("name").asText().equals(name);
    }
}
