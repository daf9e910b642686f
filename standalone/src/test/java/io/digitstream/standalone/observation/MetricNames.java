package io.digitstream.standalone.observation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of metrics in texts: what applications show, and what is asked of Prometheus. */
final class MetricNames {
    private static final Pattern ASKED = Pattern.compile("\\b(?:digitstream|kafka|jvm|process)_[a-z0-9_]+");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
    private static final Pattern SHOWN = Pattern.compile("^([a-z0-9_]+)[{ ]", Pattern.MULTILINE);
    private static final Pattern FAMILY =
            Pattern.compile("^# HELP (digitstream_\\S+) (.*)\\n# TYPE \\1 (\\S+)$", Pattern.MULTILINE);

    /** What Prometheus knows about a metric beside its values. */
    record Family(String type, String meaning) {}

    private MetricNames() {}

    /** Of a scrape: names as Prometheus stores them, buckets of histograms among them. */
    static Set<String> shown(String scrape) {
        Set<String> names = new TreeSet<>();
        SHOWN.matcher(scrape).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** Of a scrape: the product's own metrics; the largest of a histogram is a part of that. */
    static Map<String, Family> families(String scrape) {
        Map<String, Family> families = new TreeMap<>();
        Matcher family = FAMILY.matcher(scrape);
        while (family.find()) {
            families.put(family.group(1), new Family(family.group(3), family.group(2)));
        }
        families.keySet()
                .removeIf(name -> families.containsKey(name.replaceFirst("_max$", "")) && name.endsWith("_max"));
        return families;
    }

    /** Of a text with expressions in PromQL, but for their labels. */
    static Set<String> asked(String text) {
        Set<String> names = new TreeSet<>();
        ASKED.matcher(LABELS.matcher(text).replaceAll("")).results().forEach(found -> names.add(found.group()));
        return names;
    }
}
