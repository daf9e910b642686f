package io.digitstream.standalone;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.standalone.receiving.Result;
import io.digitstream.standalone.receiving.ResultReader;
import io.digitstream.standalone.report.RollCall;
import io.digitstream.standalone.sending.ImageSender;
import io.digitstream.standalone.sending.OutgoingImage;
import io.digitstream.standalone.sending.PhotoFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sends every file, and takes back every result of its own run. One thread, one use. */
final class RoundTrip {
    /** Enough to fill many batches; more would only wait in Kafka, and make every latency a measure of the queue. */
    private static final int MOST_UNDER_WAY = 1024;

    private static final Duration POLL = Duration.ofMillis(200);

    private final String run;
    private final ImageSender sender;
    private final ResultReader results;
    private final Duration timeout;
    private final StopSignal stop;
    private final Terminal terminal;
    private final NotSent notSent;
    private final InstantSource clock = InstantSource.system();
    private final Queue<Written> written = new ConcurrentLinkedQueue<>();
    private Instant progress = clock.instant();
    private boolean saidUnpaired;

    /** Where the broker has written a file. */
    private record Written(String name, ImagePosition position) {}

    /** @param timeout how long to go on without anything sent or coming back */
    RoundTrip(
            String run,
            ImageSender sender,
            ResultReader results,
            Duration timeout,
            StopSignal stop,
            Terminal terminal) {
        this.run = run;
        this.sender = sender;
        this.results = results;
        this.timeout = timeout;
        this.stop = stop;
        this.terminal = terminal;
        this.notSent = new NotSent(terminal);
    }

    /** Returns when all files are back, or when waiting longer makes no sense. */
    RollCall travel(PhotoFiles photos) throws IOException {
        RollCall roll = new RollCall(photos.names());
        progress = clock.instant();
        for (String name : photos.names()) {
            waitUntilUnderWay(MOST_UNDER_WAY - 1, roll);
            if (!goesOn()) {
                break;
            }
            send(name, photos, roll);
            collect(Duration.ZERO, roll);
        }
        waitUntilUnderWay(0, roll);
        notSent.sayHowManyMore();
        return roll;
    }

    private void send(String name, PhotoFiles photos, RollCall roll) {
        try {
            OutgoingImage image = photos.read(name);
            roll.sent(name, clock.instant());
            sender.send(image, position -> written.add(new Written(name, position)));
        } catch (IOException e) {
            notSent.unreadable(name, e);
            roll.refused(name);
        }
        progress = clock.instant();
    }

    /** Headers that do not fit are missing from a rejection: one that names no run may be of this one. */
    private void take(Result result, RollCall roll) {
        String of = result.arrival().run();
        if (of == null || of.equals(run)) {
            roll.returned(result);
        }
        if (run.equals(of) && result.arrival().origin().position() == null && !saidUnpaired) {
            saidUnpaired = true;
            terminal.say("results do not say which image they are about (no headers " + ImagePosition.TOPIC_HEADER
                    + ", .partition, .offset): upgrade the processors to this version");
        }
    }

    private void waitUntilUnderWay(int most, RollCall roll) throws IOException {
        while (roll.underWay() > most && goesOn()) {
            collect(POLL, roll);
        }
    }

    private boolean goesOn() {
        return !stop.raised() && clock.instant().isBefore(progress.plus(timeout));
    }

    private void collect(Duration wait, RollCall roll) throws IOException {
        int before = roll.underWay();
        List<Result> arrived = results.poll(wait);
        for (Written file = written.poll(); file != null; file = written.poll()) {
            roll.written(file.name(), file.position());
        }
        arrived.forEach(result -> take(result, roll));
        if (roll.underWay() < before) {
            progress = clock.instant();
            terminal.progress(roll.soFar());
        }
        for (String name : sender.tooLarge()) {
            notSent.larger(name);
            roll.refused(name);
        }
    }
}
