package io.digitstream.processor.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The names of all settings, Kafka's included, in files and in the environment. Immutable and thread-safe. */
final class SettingNames {
    /** The environment of every container in Kubernetes names the services of its namespace. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".+_SERVICE_HOST|.+_SERVICE_PORT(_.+)?|.+_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    /** Variables of Kafka's own scripts and container images. */
    private static final Pattern KAFKA_SCRIPTS =
            Pattern.compile("KAFKA_(HOME|VERSION|DEBUG|MODE|USER|GROUP|JMX_.+|(.+_)?OPTS)");

    private final List<String> names;
    private final Set<String> legacy;
    private final Set<String> variables;
    private final Set<String> prefixes;

    private SettingNames(List<Setting> settings, Set<String> kafka) {
        this.names = Stream.concat(
                        settings.stream().map(Setting::name), kafka.stream().map(name -> KafkaNames.PREFIX + name))
                .toList();
        this.legacy = settings.stream()
                .flatMap(setting -> setting.legacyNames().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.variables = Stream.concat(names.stream(), legacy.stream())
                .map(SettingNames::variable)
                .collect(Collectors.toUnmodifiableSet());
        Set<String> groups = new LinkedHashSet<>(Set.of(KafkaNames.PREFIX));
        settings.forEach(setting -> groups.add(group(setting.name())));
        legacy.forEach(name -> groups.add(group(name)));
        this.prefixes = Set.copyOf(groups);
    }

    static SettingNames all() {
        return new SettingNames(Setting.ALL, KafkaNames.all());
    }

    /** What a name has in common with those beside it: {@code schema.registry.} of {@code schema.registry.url}. */
    private static String group(String name) {
        int end = name.lastIndexOf('.') < 0 ? name.indexOf('-') : name.lastIndexOf('.');
        return name.substring(0, end + 1);
    }

    /** Returns the name of a setting's variable in the environment. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Whether there is a setting of this name, today or formerly. */
    boolean contains(String name) {
        return isCurrent(name) || legacy.contains(name);
    }

    /** Whether there is a setting of this name today. */
    boolean isCurrent(String name) {
        return names.contains(name);
    }

    /** Whether a name begins as those of settings do, {@code kafka.} included. */
    boolean isLikeASetting(String name) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    /** Returns the setting whose name differs in the fewest letters. */
    String nearest(String name) {
        return nearest(name, names);
    }

    /**
     * Lists the variables that begin as those of settings do and are none, each with the nearest that is one; not those that
     * Kubernetes, or Kafka's scripts, are known to set.
     */
    List<String> unknownVariables(Map<String, String> environment) {
        List<String> unknown = new ArrayList<>();
        for (String variable : new TreeSet<>(environment.keySet())) {
            String name = variable(variable);
            if (isVariableLikeASetting(name)
                    && !variables.contains(name)
                    && !isOfOthers(name, environment.getOrDefault(variable, ""))) {
                unknown.add(variable + ": there is no such setting, it is ignored; the nearest is "
                        + nearest(
                                name, names.stream().map(SettingNames::variable).toList()));
            }
        }
        return unknown;
    }

    private boolean isVariableLikeASetting(String name) {
        return prefixes.stream().anyMatch(prefix -> name.startsWith(variable(prefix)));
    }

    private static boolean isOfOthers(String name, String value) {
        return SERVICE_LINK.matcher(name).matches()
                || KAFKA_SCRIPTS.matcher(name).matches()
                || (name.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches());
    }

    private static String nearest(String name, List<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream()
                .min(Comparator.comparing(other -> distance.apply(name, other)))
                .orElseThrow();
    }
}
