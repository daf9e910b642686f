package io.digitstream.standalone.observation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names of metrics in texts: what applications show, and what is asked of Prometheus. */
final class MetricNames {
    private static final Pattern NAME = Pattern.compile("\\b(?:digitstream|kafka|jvm|process)_[a-z0-9_]+");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");

    private MetricNames() {}

    /** Of a scrape: names as Prometheus stores them, buckets of histograms among them. */
    static Set<String> shown(String scrape) {
        Set<String> names = new TreeSet<>();
        scrape.lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    /** Of a scrape: its families with their types, as the lines that begin with {@code # TYPE} say. */
    static Map<String, String> families(String scrape) {
        Map<String, String> types = new TreeMap<>();
        scrape.lines().filter(line -> line.startsWith("# TYPE ")).forEach(line -> {
            String[] words = line.split(" ", 4);
            types.put(words[2], words[3]);
        });
        return types;
    }

    /** Of expressions in PromQL; labels and texts are left out. */
    static Set<String> asked(String expression) {
        Set<String> names = new TreeSet<>();
        String bare = LABELS.matcher(TEXT.matcher(expression).replaceAll("")).replaceAll("");
        NAME.matcher(bare).results().forEach(found -> names.add(found.group()));
        return names;
    }
}
