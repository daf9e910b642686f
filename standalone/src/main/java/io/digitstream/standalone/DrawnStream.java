package io.digitstream.standalone;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.standalone.sending.DrawnImages;
import io.digitstream.standalone.sending.ImageSender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Drawn numbers at a steady rate, until there are enough or somebody stops it. While the broker is away it waits. One
 * thread, one use.
 */
final class DrawnStream {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final Connection connection;
    private final Duration between;
    private final StopSignal stop;
    private final Terminal terminal;
    private final InstantSource clock = InstantSource.system();

    DrawnStream(Connection connection, Duration between, StopSignal stop, Terminal terminal) {
        this.connection = connection;
        this.between = between;
        this.stop = stop;
        this.terminal = terminal;
    }

    /**
     * What came of it.
     *
     * @param images that were drawn
     * @param refused of these, those that no broker took
     */
    record Sent(long images, long refused) {}

    Sent send(long count) throws ConnectionException, InterruptedException {
        awaitBroker();
        if (stop.raised()) {
            return new Sent(0, 0);
        }
        try (ImageSender sender = new ImageSender(connection, UUID.randomUUID().toString())) {
            return stream(count, sender);
        }
    }

    private Sent stream(long count, ImageSender sender) throws InterruptedException {
        DrawnImages drawn = new DrawnImages(clock.millis());
        long images = 0;
        long refused = 0;
        Instant next = clock.instant();
        while (images < count && !stop.raisedWithin(Duration.between(clock.instant(), next))) {
            sender.send(drawn.image(images++));
            next = next.plus(between);
            int failed = sender.failed();
            if (failed > 0) {
                refused += failed;
                awaitBroker();
                next = clock.instant();
            }
        }
        sender.flush();
        return new Sent(images, refused + sender.failed());
    }

    private void awaitBroker() throws InterruptedException {
        boolean said = false;
        do {
            try {
                connection.require(connection.topics().images());
                return;
            } catch (ConnectionException e) {
                if (!said) {
                    terminal.say(e.getMessage() + "; trying again");
                    said = true;
                }
            }
        } while (!stop.raisedWithin(BETWEEN_ATTEMPTS));
    }
}
