package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.application.connection.Connection;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.LabeledImage;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.page.PageAccess;
import io.digitstream.standalone.page.PageServer;
import io.digitstream.standalone.sending.DrawnImages;
import io.digitstream.standalone.sending.ImageSender;
import io.digitstream.standalone.sending.OutgoingImage;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page in a real browser, about a real system. */
@EnabledIf(
        value = "io.digitstream.standalone.Browser#isThere",
        disabledReason = "there is no /usr/bin/chromium with /usr/bin/chromedriver (Debian: chromium, chromium-driver)")
final class PageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;

    PageIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void showsWhatIsReadAndTakesCorrections() throws Exception {
        LocalSystem running = LocalSystem.start(Topics.defaults());
        try (PageServer page = serve(running.connection());
                Browser browser = new Browser(Files.createDirectory(folder.resolve("profile")))) {
            withASystem(running, page, browser);
            theBrokerIsAway(browser);
        }
    }

    private static PageServer serve(Connection connection) throws IOException {
        return PageServer.start(connection, PageAccess.open(), "localhost", 0);
    }

    private static String url(PageServer page) {
        return "http://localhost:" + page.port();
    }

    private void withASystem(LocalSystem running, PageServer page, Browser browser) throws Exception {
        try (LocalSystem system = running) {
            browser.open(url(page), 1280, 900);
            browser.awaitText("#empty h2", "No images yet");
            browser.awaitTrue("document.getElementById('away').hidden");
            browser.screenshot("empty");

            send(system.connection());
            browser.await(".sight");
            browser.await("#large .photo.there");
            anImageDroppedIsReadAndShown(browser);
            aCorrectionIsFoundOnTheTopic(browser, system.connection());
            aReleaseAppears(browser, system.connection());
            fitsOnAPhone(browser);
            assertThat(browser.complaints()).isEmpty();

            String origin = url(page);
            assertThat(browser.requests()).hasSizeGreaterThan(10).allMatch(url -> url.startsWith(origin + "/"));
        }
    }

    private static void send(Connection connection) throws Exception {
        DrawnImages drawn = new DrawnImages(11);
        try (ImageSender sender = new ImageSender(connection, "test")) {
            for (int i = 0; i < 40; i++) {
                sender.send(drawn.image(i));
            }
            sender.send(new OutgoingImage("notes.txt", ByteBuffer.wrap(new byte[] {1, 2, 3}), null, null));
            sender.flush();
        }
    }

    private void anImageDroppedIsReadAndShown(Browser browser) throws IOException {
        OutgoingImage drawn = new DrawnImages(5).image(1);
        Path file = Files.write(folder.resolve("door.png"), drawn.file().array());
        browser.find("#file").sendKeys(file.toString());
        browser.awaitText("#held", "Your photo door.png");
        browser.await("#large .photo.there .box");
        browser.await("#large .digit .meter");

        Path text = Files.writeString(folder.resolve("notes.txt"), "This is no image.");
        browser.find("#file").sendKeys(text.toString());
        browser.awaitText("#toast", "Plain text; send the image's bytes themselves");
        // The answer that says so is on the console, as every refusal is.
        assertThat(browser.complaints()).hasSize(1).allMatch(line -> line.contains("415"));
        browser.awaitTrue("document.querySelectorAll('.chart strong')[1].textContent !== '–'");
        browser.awaitTrue("document.getElementById('toast').hidden");
        browser.screenshot("live");
        browser.dark(true);
        browser.screenshot("live-dark");
        browser.dark(false);
    }

    private static void aCorrectionIsFoundOnTheTopic(Browser browser, Connection connection) throws IOException {
        browser.run("location.hash = '#/review'");
        browser.await("#subject .photo.there");
        browser.screenshot("review");
        browser.dark(true);
        browser.screenshot("review-dark");
        browser.dark(false);
        browser.press("40417");
        browser.press(Keys.ENTER);
        browser.awaitText("#saved", "40417 saved, 1 in all");
        browser.await("#subject .photo.there");
        browser.press("n");
        browser.awaitText("#saved", "No number: saved, 2 in all");
        browser.press("b");
        browser.press("m");
        browser.awaitText("#saved", "Too many digits: saved, 3 in all");

        List<ConsumerRecord<byte[], byte[]>> records = labels(connection, 3);
        List<LabeledImage> labels = records.stream()
                .map(record -> WireFormat.LABELED_IMAGE.decode(record.value()))
                .toList();
        assertThat(labels).extracting(LabeledImage::getLabel).containsExactlyInAnyOrder("40417", "", "000000");
        assertThat(records)
                .allSatisfy(record -> assertThat(new String(record.key(), StandardCharsets.UTF_8))
                        .startsWith("drawn-"));
        assertThat(labels)
                .as("where there is a number, there is its place")
                .allSatisfy(label -> assertThat(label.getRegion() == null)
                        .isEqualTo(label.getLabel().isEmpty()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> labels(Connection connection, int atLeast) {
        Map<String, Object> properties = connection.clientProperties();
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(connection.topics().labeledImages())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= atLeast;
            });
        }
        return records;
    }

    private void aReleaseAppears(Browser browser, Connection connection) throws Exception {
        browser.run("location.hash = '#/releases'");
        browser.awaitText("#bare h2", "No release is published yet");
        browser.screenshot("releases-empty");
        Release release = ShippedWeights.load();
        Path file = Files.write(folder.resolve("shipped.safetensors"), release.write());
        String broker = connection.bootstrapServers();
        assertThat(CommandRun.of("publish", file.toString(), "--bootstrap-servers", broker)
                        .err())
                .isEmpty();
        report(connection, release.version());
        browser.awaitText("#table tr", release.version());
        browser.awaitText("#table .tag", "in force");
        browser.awaitText("#decisions .tag", "put in force");
        browser.awaitText("#decisions .tag", "held back");
        browser.screenshot("releases");
        browser.dark(true);
        browser.screenshot("releases-dark");
        browser.dark(false);
    }

    private static void report(Connection connection, String inForce) throws Exception {
        TrainingReport held = TrainingReport.newBuilder()
                .setKind(ReportKind.HELD)
                .setVersion("cycle-3-2f6ab1c0")
                .setAgainst(inForce)
                .setAt(Instant.now())
                .setBy("trainer-1")
                .setReason(
                        "no better on the new photos: 0.912 of 400 right against 0.910, of which chance alone explains as much")
                .setComparisons(List.of(
                        new io.digitstream.schemas.ReleaseComparison("new photos", 400, 0.910, 0.912, -0.012, 0.017),
                        new io.digitstream.schemas.ReleaseComparison(
                                "what it was made for", 320, 0.859, 0.856, -0.018, 0.012)))
                .build();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                connection.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            connection.topics().trainingReports(), WireFormat.TRAINING_REPORT.encode(held)))
                    .get();
        }
    }

    private static void fitsOnAPhone(Browser browser) throws IOException {
        browser.size(375, 812);
        for (String view : List.of("releases", "review", "live")) {
            browser.run("location.hash = arguments[0]", "#/" + view);
            browser.await("#" + view);
            browser.run("scrollTo(0, 0)");
            assertThat(browser.fits()).as(view).isTrue();
            browser.screenshot(view + "-phone");
        }
        browser.size(1280, 900);
    }

    private static void theBrokerIsAway(Browser browser) throws IOException {
        browser.awaitText("#away", "Kafka does not answer.");
        browser.await("#large .photo.there");
        browser.screenshot("broker-away");
        browser.dark(true);
        browser.screenshot("broker-away-dark");
        browser.dark(false);
        browser.run("location.hash = '#/review'");
        browser.await("#subject .photo.there");
        String waiting = browser.find("#subject img").getDomAttribute("src");
        browser.press("1", Keys.ENTER);
        browser.awaitTrue("document.getElementById('refused').textContent !== ''");
        assertThat(browser.find("#subject img").getDomAttribute("src")).isEqualTo(waiting);
    }

    @Test
    void comesBackByItself() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Connection connection = Connection.to("localhost:" + port, Topics.defaults());
        try (PageServer page = serve(connection);
                Browser browser = new Browser(Files.createDirectory(folder.resolve("profile")))) {
            browser.open(url(page), 1280, 900);
            browser.awaitText("#away", "Kafka does not answer.");
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), port);
                    Admin admin = Admin.create(connection.clientProperties())) {
                browser.awaitText("#away", "Kafka has no topic images yet.");
                new TopicSetup(Topics.defaults(), 1).create(admin);
                browser.awaitTrue("document.getElementById('away').hidden");
                assertThat(broker.bootstrapServers()).endsWith(":" + port);
            }
        }
    }
}
