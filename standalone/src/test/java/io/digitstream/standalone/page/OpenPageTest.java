package io.digitstream.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.standalone.page.OpenPage.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Browsers that listen, and one that does not. */
final class OpenPageTest {
    private final Queue<Runnable> writes = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final OpenPage page = new OpenPage(event -> heard.add(event.name()), writes::add);

    @Test
    void tellsEventsInTheirOrder() {
        page.tell(List.of(new Event("sights", 1), new Event("state", 2)));
        writes.remove().run();
        assertThat(heard).containsExactly("sights", "state");
    }

    @Test
    void pilesUpNothingForABrowserThatDoesNotListen() {
        for (int i = 0; i < 1_000; i++) {
            page.tell(List.of(new Event("state", i)));
        }
        assertThat(writes).hasSize(1);
    }

    @Test
    void goesOnOnceTheBrowserListensAgain() {
        page.tell(List.of(new Event("missed by nobody", 1)));
        page.tell(List.of(new Event("missed", 2)));
        writes.remove().run();
        page.tell(List.of(new Event("again", 3)));
        writes.remove().run();
        assertThat(heard).containsExactly("missed by nobody", "again");
    }
}
