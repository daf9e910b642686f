package io.digitstream.standalone;

import java.util.Locale;

/** Says which files cannot be sent, and why: each of the first few, and how many more there are. One thread. */
final class NotSent {
    private static final int MOST_SHOWN = 20;

    private final Terminal terminal;
    private int count;

    NotSent(Terminal terminal) {
        this.terminal = terminal;
    }

    void larger(String name) {
        say(name + " is larger than a record may be");
    }

    void unreadable(String name, Exception reason) {
        say(name + ": " + reason.getMessage());
    }

    private void say(String problem) {
        count++;
        if (count <= MOST_SHOWN) {
            terminal.say("not sent: " + problem);
        }
    }

    /** To be called once, after the last file. */
    void sayHowManyMore() {
        if (count > MOST_SHOWN) {
            terminal.say(String.format(Locale.ROOT, "not sent: %,d more", count - MOST_SHOWN));
        }
    }

    int count() {
        return count;
    }
}
