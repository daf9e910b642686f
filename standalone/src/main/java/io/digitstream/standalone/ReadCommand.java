package io.digitstream.standalone;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.receiving.ResultReader;
import io.digitstream.standalone.report.ReadSummary;
import io.digitstream.standalone.report.ResultCsv;
import io.digitstream.standalone.report.RollCall;
import io.digitstream.standalone.sending.ImageSender;
import io.digitstream.standalone.sending.PhotoFiles;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads files: sends each, waits for every result, writes them down. */
@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        description = {
            "Reads images, waits for every result and writes a CSV.",
            "Its columns: file,status,digits,confidence,weights,latency_ms,left,top,width,height,located.",
            "Without --bootstrap-servers it brings its own broker and processor."
        },
        footer = {
            "%nExit code 0 only if every file came back.",
            "%nExample:",
            "  ${ROOT-COMMAND-NAME} read --images photos.zip --labels photos.csv --out readings.csv"
        })
final class ReadCommand implements Callable<Integer> {
    private static final int MISSING_SHOWN = 20;
    private static final int REJECTED_SHOWN = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ImageOptions images = new ImageOptions();

    @Option(names = "--out", paramLabel = "CSV", description = "Where to write the results. Default: standard output.")
    private @Nullable Path out;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to go on while nothing comes back. Default: ${DEFAULT-VALUE}.")
    private int timeout = 60;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Connection connection = kafka.connection();
        try (StopSignal stop = new StopSignal();
                PhotoFiles photos = images.open()) {
            photos.problems().forEach(new Terminal(spec)::say);
            // Opened first: a path that cannot be written to is better found now than after an hour of reading.
            try (Writer csv = out == null ? null : Files.newBufferedWriter(out)) {
                return kafka.nameABroker()
                        ? read(photos, csv, connection, stop)
                        : readAlone(photos, csv, connection.topics(), stop);
            }
        }
    }

    private int readAlone(PhotoFiles photos, @Nullable Writer csv, Topics topics, StopSignal stop)
            throws IOException, InterruptedException {
        new Terminal(spec).progress("starting a broker and the processor");
        try (LocalSystem local = LocalSystem.start(topics)) {
            return read(photos, csv, local.connection(), stop);
        }
    }

    private int read(PhotoFiles photos, @Nullable Writer csv, Connection connection, StopSignal stop)
            throws IOException, InterruptedException {
        String run = UUID.randomUUID().toString();
        connection.require(connection.topics().images());
        try (ResultReader results = ResultReader.fromNow(connection);
                ImageSender sender = new ImageSender(connection, run)) {
            Terminal terminal = new Terminal(spec);
            Duration patience = Duration.ofSeconds(timeout);
            RollCall roll = new RoundTrip(run, sender, results, patience, stop, terminal).travel(photos);
            return report(roll, photos, csv, terminal);
        }
    }

    private int report(RollCall roll, PhotoFiles photos, @Nullable Writer csv, Terminal terminal) throws IOException {
        terminal.progress("");
        ResultCsv.write(roll, csv == null ? terminal.out() : csv);
        List<String> rejected = roll.rejected();
        rejected.stream().limit(REJECTED_SHOWN).forEach(file -> terminal.say("rejected: " + file));
        if (rejected.size() > REJECTED_SHOWN) {
            terminal.say("rejected: " + (rejected.size() - REJECTED_SHOWN) + " more, with that status in the CSV");
        }
        List<String> missing = roll.lost();
        missing.stream().limit(MISSING_SHOWN).forEach(name -> terminal.say("missing: " + name));
        if (missing.size() > MISSING_SHOWN) {
            terminal.say("missing: " + (missing.size() - MISSING_SHOWN) + " more, without a status in the CSV");
        }
        terminal.out()
                .println(ReadSummary.of(roll, images.labelled() ? photos.labels() : null)
                        .line());
        return roll.missing().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
