package io.digitstream.trainer;

import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The releases on a topic as text for a terminal, one a line, and which of them is in force. */
record ReleasesTable(WeightsIndex index, String topic) {
    private static final List<String> TITLES =
            List.of("version", "created", "parent", "right, given", "right, found", "signed", "in force");
    private static final int MOST_SHOWN = 100;

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        if (index.releases().isEmpty()) {
            lines.add("No releases are on topic " + topic + "; processors read with the weights they ship with");
        } else {
            lines.addAll(table());
        }
        warning().ifPresent(lines::add);
        return String.join("\n", lines);
    }

    private Optional<String> warning() {
        Optional<String> current = index.current().map(CurrentRelease::getVersion);
        if (current.isEmpty()) {
            return index.releases().isEmpty()
                    ? Optional.empty()
                    : Optional.of("None is in force; processors read with the weights they ship with");
        }
        return current.filter(version -> index.release(version).isEmpty())
                .map(version -> "Release " + plain(version) + " is in force, and not on the topic");
    }

    private List<String> table() {
        List<List<String>> rows = Stream.concat(
                        Stream.of(TITLES), index.releases().stream().map(this::row))
                .toList();
        List<Integer> widths = IntStream.range(0, TITLES.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .boxed()
                .toList();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> ("%-" + widths.get(column) + "s").formatted(row.get(column)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private List<String> row(WeightsRelease release) {
        return List.of(
                release.getVersion(),
                release.getCreatedAt().toString(),
                plain(release.getParent()),
                right(release.getMetadata().get("validation")),
                right(release.getMetadata().get("found.validation")),
                release.getSignature() == null ? "no" : "yes",
                inForce(release.getVersion()));
    }

    /** The beginning of "0.8594 of 320 numbers right, coverage at ...", where a release speaks so. */
    private static String right(@Nullable String validation) {
        return plain(validation == null ? null : validation.replaceFirst("(?s) numbers right.*", ""));
    }

    private String inForce(String version) {
        return index.current()
                .filter(current -> current.getVersion().equals(version))
                .map(current -> current.getPinned() ? "yes, pinned" : "yes")
                .orElse("");
    }

    /** What others have written, without anything that a terminal would obey, and not too long for a line. */
    private static String plain(@Nullable String text) {
        String shown = Objects.requireNonNullElse(text, "-").replaceAll("\\p{Cntrl}", "?");
        return shown.substring(0, Math.min(shown.length(), MOST_SHOWN));
    }
}
