package io.digitstream.application.endpoint;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Whether an application is well. Live: it works, or will by itself; who is not should be restarted. Ready: it does its work now.
 * Checks may be set, and set anew, at any time. Thread-safe.
 */
public final class Health {
    /** Says what is wrong, in a few words for people; nothing if all is well. One that throws says that it failed. */
    @FunctionalInterface
    public interface Check extends Supplier<Optional<String>> {}

    /**
     * What checks say.
     *
     * @param troubles by the names of the checks; empty if all is well
     */
    public record Report(Map<String, String> troubles) {
        public Report {
            troubles = Map.copyOf(troubles);
        }

        public boolean isWell() {
            return troubles.isEmpty();
        }

        /** As HTTP says it: 200 or 503. */
        public int status() {
            return isWell() ? 200 : 503;
        }

        /** As a JSON object of the word up or down and the troubles. */
        public String json() {
            StringBuilder json = new StringBuilder("{\"status\":\"")
                    .append(isWell() ? "up" : "down")
                    .append('"');
            new TreeMap<>(troubles)
                    .forEach((name, trouble) ->
                            json.append(',').append(quoted(name)).append(':').append(quoted(trouble)));
            return json.append("}").toString();
        }

        /** RFC 8259, section 7. */
        private static String quoted(String text) {
            StringBuilder quoted = new StringBuilder("\"");
            for (int i = 0; i < text.length(); i++) {
                char letter = text.charAt(i);
                if (letter < ' ') {
                    quoted.append("\\u%04x".formatted((int) letter));
                } else if (letter == '"' || letter == '\\') {
                    quoted.append('\\').append(letter);
                } else {
                    quoted.append(letter);
                }
            }
            return quoted.append('"').toString();
        }
    }

    private final Map<String, Check> alive = new ConcurrentHashMap<>();
    private final Map<String, Check> ready = new ConcurrentHashMap<>();

    /** Sets what must be well for the process to be live. */
    public void live(String name, Check check) {
        alive.put(name, check);
    }

    /** Sets what must be well, beside what is needed to be live, for the process to be ready. */
    public void ready(String name, Check check) {
        ready.put(name, check);
    }

    public Report live() {
        return report(alive);
    }

    public Report ready() {
        Map<String, Check> both = new TreeMap<>(alive);
        both.putAll(ready);
        return report(both);
    }

    private static Report report(Map<String, Check> checks) {
        Map<String, String> troubles = new TreeMap<>();
        checks.forEach((name, check) -> trouble(check).ifPresent(trouble -> troubles.put(name, trouble)));
        return new Report(troubles);
    }

    private static Optional<String> trouble(Check check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return Optional.of("the check failed: " + e);
        }
    }
}
