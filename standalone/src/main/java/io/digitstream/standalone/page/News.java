package io.digitstream.standalone.page;

import io.digitstream.standalone.page.feed.Sight;
import io.javalin.http.sse.SseClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells all open pages what is new: a few times a second the newest sights, of many only some, and every second the figures.
 * Its thread alone writes to browsers; a slow one delays the others, never the tails. Thread-safe.
 */
final class News implements AutoCloseable {
    private static final long PERIOD_MS = 250;
    private static final int PERIODS_A_FIGURE = 4;
    private static final int SIGHTS_AT_ONCE = 6;

    private final Page page;
    private final InstantSource clock;
    private final Queue<SseClient> clients = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "page-news"));

    private long told = -1;
    private long periods;
    private long toldReleases;

    News(Page page, InstantSource clock) {
        this.page = page;
        this.clock = clock;
        var unused = thread.scheduleWithFixedDelay(this::period, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** From now on. */
    void tell(SseClient client) {
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        clients.add(client);
    }

    private void period() {
        List<Sight> fresh = page.sights().after(told, SIGHTS_AT_ONCE);
        if (!fresh.isEmpty()) {
            told = fresh.get(fresh.size() - 1).id();
            send("sights", () -> fresh.stream().map(SightView::of).toList());
        }
        if (periods++ % PERIODS_A_FIGURE == 0) {
            send("state", () -> Answers.State.of(page));
            send("numbers", () -> page.statistics().until(clock.instant()));
        }
        long changes = page.releaseChanges();
        if (changes != toldReleases) {
            toldReleases = changes;
            send("releases", () -> changes);
        }
    }

    private void send(String event, Supplier<Object> data) {
        if (clients.isEmpty()) {
            return;
        }
        Object said = data.get();
        clients.forEach(client -> client.sendEvent(event, said));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        clients.forEach(SseClient::close);
    }
}
