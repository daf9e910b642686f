package io.digitstream.standalone;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.page.PageAccess;
import io.digitstream.standalone.page.PageServer;
import io.digitstream.standalone.receiving.Result;
import io.digitstream.standalone.receiving.ResultReader;
import io.digitstream.standalone.report.ResultView;
import io.digitstream.standalone.sending.DrawnImages;
import io.digitstream.standalone.sending.ImageSender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** What a newcomer sees first: the whole system at work on drawn numbers. One thread. */
final class FirstRun {
    /** Images that {@code --once} is about. */
    static final int ONCE = 50;

    private static final String RUN = "first-run";
    private static final Duration BETWEEN_IMAGES = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Terminal terminal;
    private final @Nullable Integer pagePort;
    private final InstantSource clock = InstantSource.system();

    /** @param pagePort of the page beside it; null for none */
    FirstRun(Terminal terminal, @Nullable Integer pagePort) {
        this.terminal = terminal;
        this.pagePort = pagePort;
    }

    /**
     * Runs until so many images are read, or until Ctrl-C.
     *
     * @return the exit code: 0 if all images came back
     */
    int run(int images) throws IOException, InterruptedException {
        terminal.say("Starting a broker and the processor; the first reading takes a few seconds. Ctrl-C stops.");
        try (StopSignal stop = new StopSignal();
                LocalSystem system = LocalSystem.start(Topics.defaults());
                PageServer page = page(system);
                ResultReader results = ResultReader.fromNow(system.connection());
                ImageSender sender = new ImageSender(system.connection(), RUN)) {
            if (page != null) {
                terminal.say("The page is at http://localhost:" + page.port());
            }
            ResultView table = terminal.table();
            boolean all = stream(images, sender, results, table, stop);
            table.end();
            return all ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** None where it cannot be served: there is the table to look at. */
    private @Nullable PageServer page(LocalSystem system) {
        if (pagePort == null) {
            return null;
        }
        try {
            return PageServer.start(system.connection(), PageAccess.open(), "localhost", pagePort);
        } catch (IOException e) {
            terminal.say(e.getMessage() + " --page-port names another.");
            return null;
        }
    }

    private boolean stream(int images, ImageSender sender, ResultReader results, ResultView table, StopSignal stop)
            throws IOException {
        DrawnImages drawn = new DrawnImages(clock.millis());
        int sent = 0;
        int read = 0;
        Instant next = clock.instant();
        Instant progress = next;
        while (read < images && !stop.raised() && clock.instant().isBefore(progress.plus(PATIENCE))) {
            if (sent < images && !clock.instant().isBefore(next)) {
                sender.send(drawn.image(sent++));
                next = next.plus(BETWEEN_IMAGES);
            }
            for (Result result : results.poll(BETWEEN_IMAGES.dividedBy(4))) {
                table.show(result);
                read++;
                progress = clock.instant();
            }
        }
        return read >= images || stop.raised();
    }
}
