package io.digitstream.standalone.page;

import io.digitstream.schemas.ReleaseComparison;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsRelease;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server tells the browser, beside sights and figures. */
final class Answers {
    private Answers() {}

    /**
     * @param trouble what is in the way; null if nothing
     * @param weights version of the release that images are read with
     * @param uncertain readings that wait for a person
     * @param releaseChanges another number than before says that the history of releases has changed
     */
    record State(
            @Nullable String trouble, String weights, int uncertain, long images, long rejected, long releaseChanges) {
        static State of(Page page) {
            return new State(
                    page.trouble().orElse(null),
                    page.weights(),
                    page.queue().waiting(),
                    page.statistics().images(),
                    page.statistics().rejected(),
                    page.releaseChanges());
        }
    }

    record Releases(List<Release> releases, List<Report> reports) {
        static Releases of(Page page) {
            return new Releases(
                    page.history().releases().stream()
                            .map(release -> Release.of(release, page))
                            .toList(),
                    page.history().reports().stream().map(Report::of).toList());
        }
    }

    /**
     * @param given how many validation numbers it read right where their place was given, as the release says
     * @param found the same where it had to find them
     */
    record Release(
            String version,
            long made,
            @Nullable String parent,
            @Nullable String given,
            @Nullable String found,
            boolean signed,
            boolean inForce,
            boolean pinned) {
        private static Release of(WeightsRelease release, Page page) {
            var current = page.history()
                    .current()
                    .filter(inForce -> inForce.getVersion().equals(release.getVersion()));
            return new Release(
                    release.getVersion(),
                    release.getCreatedAt().toEpochMilli(),
                    release.getParent(),
                    right(release.getMetadata().get("validation")),
                    right(release.getMetadata().get("found.validation")),
                    release.getSignature() != null,
                    current.isPresent(),
                    current.isPresent() && current.get().getPinned());
        }

        /** The share in "0.8594 of 320 numbers right, coverage at ...", as a percentage. */
        private static @Nullable String right(@Nullable String validation) {
            if (validation == null || !validation.matches("(?s)[01]\\.\\d+ of \\d+ numbers right.*")) {
                return null;
            }
            String[] words = validation.split(" ", 4);
            return "%.1f %% of %s".formatted(100 * Double.parseDouble(words[0]), words[2]);
        }
    }

    record Report(String kind, String version, long at, String by, String reason, List<Comparison> comparisons) {
        private static Report of(TrainingReport report) {
            return new Report(
                    report.getKind().name(),
                    report.getVersion(),
                    report.getAt().toEpochMilli(),
                    report.getBy(),
                    report.getReason(),
                    report.getComparisons().stream().map(Comparison::of).toList());
        }
    }

    /** Shares of whole numbers right, and the 95 % interval of their difference. */
    record Comparison(String test, int images, double champion, double challenger, double low, double high) {
        private static Comparison of(ReleaseComparison compared) {
            return new Comparison(
                    compared.getTest(),
                    compared.getImages(),
                    compared.getChampion(),
                    compared.getChallenger(),
                    compared.getLow(),
                    compared.getHigh());
        }
    }

    /** @param id of a sight */
    record Label(long id, @Nullable String label) {}

    /** @param problem a sentence for people */
    record Problem(String problem) {
        static void answer(Context context, int status, String problem) {
            context.status(status).json(new Problem(problem));
        }
    }

    /** @param key that the image has on its topic */
    record Sent(String key) {}
}
