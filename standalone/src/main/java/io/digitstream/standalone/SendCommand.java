package io.digitstream.standalone;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.standalone.sending.ImageSender;
import io.digitstream.standalone.sending.PhotoFiles;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sends files and does not wait for their results: the first half of reading. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Sends images to a running system; watch shows what becomes of them.",
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} send --images photos.zip --bootstrap-servers localhost:9092"})
final class SendCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ImageOptions images = new ImageOptions();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Connection connection = kafka.connection();
        try (PhotoFiles photos = images.open()) {
            connection.require(connection.topics().images());
            try (ImageSender sender =
                    new ImageSender(connection, UUID.randomUUID().toString())) {
                return send(photos, sender);
            }
        }
    }

    private int send(PhotoFiles photos, ImageSender sender) throws IOException {
        Terminal terminal = new Terminal(spec);
        int refused = 0;
        for (String name : photos.names()) {
            sender.send(photos.read(name));
            refused += sayRefused(sender.tooLarge(), terminal);
        }
        sender.flush();
        refused += sayRefused(sender.tooLarge(), terminal);
        int all = photos.names().size();
        terminal.out().println("sent %d of %d".formatted(all - refused, all));
        return refused == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static int sayRefused(List<String> names, Terminal terminal) {
        names.forEach(name -> terminal.say("not sent: " + name + " is larger than a record may be"));
        return names.size();
    }
}
