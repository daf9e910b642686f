package io.digitstream.standalone;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.standalone.sending.ImageSender;
import io.digitstream.standalone.sending.PhotoFiles;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sends files, or drawn numbers, and does not wait for their results: the first half of reading. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sends images to a running system; watch shows what becomes of them.",
        footer = {
            "%nExample:",
            "  ${ROOT-COMMAND-NAME} send --images photos.zip --bootstrap-servers localhost:9092",
            "  ${ROOT-COMMAND-NAME} send --drawn --rate 5"
        })
final class SendCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private final Source source = new Source();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    /** Where images come from: one of the two is set. */
    private static final class Source {
        @ArgGroup(exclusive = false)
        private @Nullable ImageOptions files;

        @ArgGroup(exclusive = false)
        private @Nullable DrawnOptions drawn;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Connection connection = kafka.connection();
        if (source.drawn != null) {
            return sendDrawn(source.drawn, connection);
        }
        try (PhotoFiles photos = Objects.requireNonNull(source.files).open()) {
            photos.problems().forEach(new Terminal(spec)::say);
            connection.require(connection.topics().images());
            try (ImageSender sender =
                    new ImageSender(connection, UUID.randomUUID().toString())) {
                return sendFiles(photos, sender);
            }
        }
    }

    private int sendDrawn(DrawnOptions drawn, Connection connection) throws ConnectionException, InterruptedException {
        try (StopSignal stop = new StopSignal()) {
            DrawnStream stream = new DrawnStream(connection, drawn.between(), stop, new Terminal(spec));
            DrawnStream.Sent sent = stream.send(drawn.count());
            return report(sent.images(), sent.refused());
        }
    }

    private int sendFiles(PhotoFiles photos, ImageSender sender) throws IOException {
        NotSent notSent = new NotSent(new Terminal(spec));
        for (String name : photos.names()) {
            try {
                sender.send(photos.read(name));
            } catch (IOException e) {
                notSent.unreadable(name, e);
            }
            sender.tooLarge().forEach(notSent::larger);
        }
        sender.flush();
        sender.tooLarge().forEach(notSent::larger);
        notSent.sayHowManyMore();
        return report(photos.names().size(), notSent.count());
    }

    private int report(long all, long refused) {
        spec.commandLine().getOut().println("sent %d of %d".formatted(all - refused, all));
        return refused == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
