package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.faults.AnyTimestamp;
import io.digitstream.standalone.page.PageAccess;
import io.digitstream.standalone.page.PageServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images whose keys and timestamps say nothing, and their results. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class ImagePositionIT {
    private static final Topics TOPICS = Topics.defaults();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int IMAGES = 16;
    private static final byte[] DOOR = "door".getBytes(StandardCharsets.UTF_8);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"CreateTime", "LogAppendTime"})
    void joinsThem(String timestamps, @TempDir Path folder) throws Exception {
        try (LocalSystem system = LocalSystem.start(TOPICS)) {
            stamp(system.connection(), timestamps);
            try (PageServer page = PageServer.start(system.connection(), PageAccess.open(), "localhost", 0)) {
                send(system.connection());
                String url = "http://localhost:" + page.port();
                await().atMost(PATIENCE).until(() -> get(url + "/api/sights").size() == IMAGES);
                assertEachImageHasItsOwnResult(url);
                assertAnswersWhoeverSendsAnImage(url);
            }
            assertReadsFiles(system.connection(), folder);
        }
    }

    private static void stamp(Connection connection, String timestamps) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (String topic : List.of(TOPICS.images(), TOPICS.recognitions(), TOPICS.rejectedImages())) {
            ConfigEntry entry = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestamps);
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
        }
        try (Admin admin = Admin.create(connection.clientProperties())) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    /** No key or the same one, and of 1970 or without timestamp, in two partitions; one in four is no image. */
    private static void send(Connection connection) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                connection.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < IMAGES; i++) {
                byte @Nullable [] key = i % 2 == 0 ? null : DOOR;
                long timestamp = i < IMAGES / 2 ? 1_000 : -1;
                producer.send(AnyTimestamp.record(TOPICS.images(), i / 2 % 2, timestamp, key, event(i)))
                        .get();
            }
        }
    }

    /** Of a width and with a region that no other image has. */
    private static byte[] event(int number) throws IOException {
        Region region = number % 4 == 3 ? new Region(0, 0, 0, 0) : new Region(left(number), 0, 40, 30);
        return WireFormat.IMAGE_EVENT.encode(new ImageEvent(ByteBuffer.wrap(png(width(number))), region, null, null));
    }

    private static int width(int number) {
        return 100 + 10 * number;
    }

    private static int left(int number) {
        return 1 + 3 * number;
    }

    private static byte[] png(int width) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, 60, BufferedImage.TYPE_INT_RGB), "png", file);
        return file.toByteArray();
    }

    private void assertEachImageHasItsOwnResult(String url) throws Exception {
        Set<Integer> numbers = new HashSet<>();
        for (JsonNode sight : get(url + "/api/sights")) {
            assertThat(sight.get("photo").asBoolean()).as("%s", sight).isTrue();
            int width = ImageIO.read(new ByteArrayInputStream(bytes(url + "/api/images/" + sight.get("id"))))
                    .getWidth();
            int number = (width - width(0)) / 10;
            assertThat(sight.get("status").asText().equals("REJECTED"))
                    .as("%s", sight)
                    .isEqualTo(number % 4 == 3);
            assertThat(sight.get("key").isNull()).as("%s", sight).isEqualTo(number % 2 == 0);
            if (number % 4 != 3) {
                assertThat(Math.round(sight.get("region").get("left").asDouble() * width))
                        .isEqualTo(left(number));
            }
            numbers.add(number);
        }
        assertThat(numbers).hasSize(IMAGES);
    }

    private void assertAnswersWhoeverSendsAnImage(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/images?name=x.png"))
                .header("X-Digitstream", "page")
                .POST(BodyPublishers.ofByteArray(png(90)))
                .build();
        String key = json.readTree(
                        client.send(request, BodyHandlers.ofByteArray()).body())
                .get("key")
                .asText();
        await().atMost(PATIENCE).until(() -> get(url + "/api/answers/" + key).size() == 1);
        JsonNode answer = get(url + "/api/answers/" + key).get(0);
        assertThat(answer.get("key").asText()).isEqualTo(key);
        assertThat(answer.get("photo").asBoolean()).isTrue();
    }

    private static void assertReadsFiles(Connection connection, Path folder) throws Exception {
        PhotoFolder files = PhotoFolder.in(folder);
        String servers = connection.bootstrapServers();
        CommandRun read = CommandRun.of(
                "read", "--images", files.photos().toString(), "--bootstrap-servers", servers, "--timeout", "300");
        assertThat(read.err()).singleElement().asString().startsWith("rejected: " + PhotoFolder.TEXT_FILE);
        assertThat(read.lastLine()).startsWith("read 7 of 7, ");
        String all = Integer.toString(IMAGES + 1 + PhotoFolder.FILES);
        CommandRun watched =
                CommandRun.of("watch", "--from-beginning", "--json", "--count", all, "--bootstrap-servers", servers);
        assertThat(watched.out())
                .extracting(line -> line.replaceFirst(".*\"image\":(\\{[^}]*}).*", "$1"))
                .allMatch(position -> position.startsWith("{\"topic\":\"images\",\"partition\":"))
                .doesNotHaveDuplicates()
                .hasSize(IMAGES + 1 + PhotoFolder.FILES);
    }

    private JsonNode get(String url) throws IOException, InterruptedException {
        return json.readTree(bytes(url));
    }

    private byte[] bytes(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                .body();
    }
}
