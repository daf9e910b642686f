package io.digitstream.standalone.page;

import io.digitstream.application.lifecycle.Closer;
import io.digitstream.standalone.page.OpenPage.Event;
import io.digitstream.standalone.page.feed.Sight;
import io.javalin.http.sse.SseClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all open pages what is new: a few times a second the newest sights, of many only some, and every second the figures.
 * Thread-safe.
 */
final class News implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);
    private static final long PERIOD_MS = 250;
    private static final int PERIODS_A_FIGURE = 4;
    private static final int SIGHTS_AT_ONCE = 6;

    /** Each may have a thread for as long as its browser does not listen. */
    private static final int MOST_PAGES = 100;

    private final Page page;
    private final InstantSource clock;
    private final Map<SseClient, OpenPage> openPages = new ConcurrentHashMap<>();
    private final ExecutorService writers = Executors.newCachedThreadPool(task -> daemon(task, "page-writer"));
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "page-news"));

    private long told = -1;
    private long periods;

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

    /** From now on; beyond {@value #MOST_PAGES} pages the newest one is turned away. */
    void tell(SseClient client) {
        if (openPages.size() >= MOST_PAGES) {
            client.close();
            return;
        }
        client.keepAlive();
        client.onClose(() -> openPages.remove(client));
        openPages.put(client, new OpenPage(event -> client.sendEvent(event.name(), event.data()), writers));
    }

    /** What goes wrong once must not end the news for good. */
    private void period() {
        try {
            List<Event> events = events();
            openPages.values().forEach(open -> open.tell(events));
        } catch (RuntimeException e) {
            LOG.warn("Pages were not told what is new", e);
        }
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        List<Sight> fresh = page.sights().after(told, SIGHTS_AT_ONCE);
        if (!fresh.isEmpty()) {
            told = fresh.get(fresh.size() - 1).id();
        }
        boolean figures = periods++ % PERIODS_A_FIGURE == 0;
        if (openPages.isEmpty()) {
            return events;
        }
        if (!fresh.isEmpty()) {
            events.add(new Event("sights", fresh.stream().map(SightView::of).toList()));
        }
        if (figures) {
            events.add(new Event("state", Answers.State.of(page)));
            events.add(new Event("numbers", page.statistics().until(clock.instant())));
        }
        return events;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        writers.shutdownNow();
        Closer closer = new Closer();
        openPages.keySet().forEach(client -> closer.add(client));
        closer.close();
    }
}
