package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer runs first, and stops. */
final class FirstRunIT {
    private static final Pattern PAGE = Pattern.compile("The page is at (http://localhost:\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int STOPPED_BY_SIGTERM = 143;

    @Test
    void showsReadingsAndAPageAndStopsWithoutAWord(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = start(out.toFile(), err.toFile());
        try {
            await().atMost(PATIENCE).until(() -> Files.readAllLines(out).size() > 10);
            assertThat(get(page(err))).contains("<title>Digitstream</title>");
            process.destroy();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(STOPPED_BY_SIGTERM);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(Files.readAllLines(out).get(0)).startsWith("time ");
        assertThat(Files.readAllLines(out).get(1)).contains("drawn-00000.png");
        assertThat(Files.readAllLines(err)).noneMatch(line -> line.matches(".*\\b(WARN|ERROR)\\b.*|\\s+at .*"));
    }

    private static Process start(File out, File err) throws IOException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StandaloneMain.class.getName(),
                "--page-port",
                "0");
        return new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
    }

    private static String page(Path err) throws IOException {
        Matcher matcher = PAGE.matcher(Files.readString(err));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String get(String address) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
