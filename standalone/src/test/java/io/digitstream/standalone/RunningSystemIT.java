package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a system that runs already, under names of its own for the topics. */
final class RunningSystemIT {
    private static final Topics TOPICS = new Topics(
            "photos",
            "readings",
            "refused",
            Topics.DEFAULT_LABELED_IMAGES,
            Topics.DEFAULT_WEIGHTS,
            Topics.DEFAULT_TRAINING_REPORTS);

    private static final String NO_IMAGE = "rejected: zz-notes.txt: Plain text; send the image's bytes themselves";

    @Test
    void readsSendsAndWatches(@TempDir Path folder) throws Exception {
        PhotoFolder files = PhotoFolder.in(folder);
        String photos = files.photos().toString();
        try (LocalSystem system = LocalSystem.start(TOPICS)) {
            String broker = system.connection().bootstrapServers();
            String first = files.photos().resolve("drawn-00000.png").toString();
            assertThat(run(broker, "read", "--images", first).lastLine()).startsWith("read 1 of 1, ");

            CommandRun again = run(broker, "read", "--images", photos);
            assertThat(again.out()).hasSize(1 + PhotoFolder.FILES + 1);
            assertThat(again.err()).containsExactly(NO_IMAGE);
            assertThat(again.lastLine()).matches("read 7 of 7, \\d+\\.\\d images/s");

            CommandRun sent = run(
                    broker,
                    "send",
                    "--images",
                    photos,
                    "--labels",
                    files.labels().toString());
            assertThat(sent.out()).containsExactly("sent 7 of 7");

            String all = Integer.toString(1 + 2 * PhotoFolder.FILES);
            CommandRun lines = run(broker, "watch", "--from-beginning", "--json", "--count", all);
            assertThat(lines.out()).hasSize(15);
            assertThat(lines.out())
                    .filteredOn(line -> line.contains("\"right\":"))
                    .hasSize(PhotoFolder.IMAGES);
            assertThat(lines.out())
                    .filteredOn(line -> line.contains("\"REJECTED\""))
                    .hasSize(2);

            CommandRun table = run(broker, "watch", "--from-beginning", "--count", "3");
            assertThat(table.out()).hasSize(1 + 3 + 1);
            assertThat(table.lastLine()).startsWith("3 images, ");
        }
    }

    private static CommandRun run(String broker, String... arguments) {
        String[] topics = {
            "--bootstrap-servers", broker,
            "--images-topic", TOPICS.images(),
            "--recognitions-topic", TOPICS.recognitions(),
            "--rejected-images-topic", TOPICS.rejectedImages()
        };
        String[] all = new String[arguments.length + topics.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(topics, 0, all, arguments.length, topics.length);
        CommandRun run = CommandRun.of(all);
        assertThat(run.err()).isSubsetOf(NO_IMAGE);
        assertThat(run.exitCode()).isZero();
        return run;
    }

    @Test
    void saysWhichFilesDoNotComeBackWhenNobodyReads(@TempDir Path folder) throws Exception {
        Path image = Files.write(folder.resolve("a.png"), new byte[] {1});
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            createTopics(broker);
            CommandRun run = CommandRun.of(
                    "read",
                    "--images",
                    image.toString(),
                    "--timeout",
                    "1",
                    "--bootstrap-servers",
                    broker.bootstrapServers());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).containsExactly("missing: a.png");
            assertThat(run.out())
                    .containsExactly(
                            "file,status,digits,confidence,weights,latency_ms,left,top,width,height,located",
                            "a.png,,,,,,,,,,",
                            "read 0 of 1, 0.0 images/s");
        }
    }

    @Test
    void saysWhenAFileIsLargerThanARecord(@TempDir Path folder) throws Exception {
        Path image = Files.write(folder.resolve("large.png"), new byte[13 << 20]);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            createTopics(broker);
            CommandRun run = CommandRun.of(
                    "send", "--images", image.toString(), "--bootstrap-servers", broker.bootstrapServers());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).containsExactly("sent 0 of 1");
            assertThat(run.err()).containsExactly("not sent: large.png is larger than a record may be");
        }
    }

    @Test
    void saysInOneLineThatTheTopicsAreNotThere(@TempDir Path folder) throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            CommandRun run = CommandRun.of("watch", "--bootstrap-servers", broker.bootstrapServers());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .hasSize(1)
                    .allMatch(line -> line.contains("has no topic recognitions: is this where the processors run?"));
        }
    }

    private static void createTopics(EmbeddedBroker broker) throws InterruptedException {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            new TopicSetup(Topics.defaults(), 1).create(admin);
        }
    }
}
