package io.digitstream.standalone.swaps;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.standalone.sending.DrawnImages;
import io.digitstream.standalone.sending.ImageSender;
import io.digitstream.standalone.sending.OutgoingImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** So many images a second, one after the other, on a thread of its own, until it is closed. Thread-safe. */
final class SteadyLoad implements AutoCloseable {
    private static final int DIFFERENT = 200;

    private final ImageSender sender;
    private final long nanosBetween;
    private final List<OutgoingImage> images = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopped;

    SteadyLoad(Connection connection, int imagesASecond) throws ConnectionException {
        this.nanosBetween = Duration.ofSeconds(1).toNanos() / imagesASecond;
        DrawnImages drawn = new DrawnImages(7);
        for (int i = 0; i < DIFFERENT; i++) {
            images.add(drawn.image(i));
        }
        this.sender = new ImageSender(connection, "swaps");
        this.thread = new Thread(this::run, "load");
        thread.start();
    }

    private void run() {
        long next = System.nanoTime();
        while (!stopped) {
            int number = sent.getAndIncrement();
            OutgoingImage image = images.get(number % DIFFERENT);
            sender.send(new OutgoingImage(
                    Integer.toString(number), image.file().duplicate(), image.region(), image.truth()));
            next += nanosBetween;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        sender.flush();
    }

    /** Ends it; all that was sent is with the broker when this returns. */
    int stop() throws InterruptedException {
        stopped = true;
        thread.join();
        return sent.get();
    }

    @Override
    public void close() {
        stopped = true;
        sender.close();
    }
}
