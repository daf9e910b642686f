package io.digitstream.application.commandline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shortens long lists for a terminal: the first few, and how many more there are. */
public final class FirstFew {
    private static final int MOST = 5;

    private FirstFew() {}

    /** Returns names in one line, separated by commas. */
    public static String names(List<String> names) {
        String shown = String.join(", ", first(names));
        int more = names.size() - MOST;
        return more > 0 ? String.format(Locale.ROOT, "%s and %,d more", shown, more) : shown;
    }

    /** Returns a line for each of the first problems, and one that counts the others. */
    public static List<String> lines(List<String> problems) {
        List<String> lines = new ArrayList<>(first(problems));
        if (problems.size() > MOST) {
            lines.add(String.format(Locale.ROOT, "%,d more like these", problems.size() - MOST));
        }
        return lines;
    }

    private static List<String> first(List<String> all) {
        return all.subList(0, Math.min(MOST, all.size()));
    }
}
