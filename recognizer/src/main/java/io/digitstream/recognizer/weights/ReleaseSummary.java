package io.digitstream.recognizer.weights;

import io.digitstream.recognizer.sequence.ReadingProfile;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a release while images are read with it, without its numbers. Immutable.
 *
 * @param version of the release
 * @param created when it was made; empty where the release does not state a valid time
 * @param given what it read in validation where the place of the number was given; older releases do not state it
 * @param found the same where the place was found
 */
public record ReleaseSummary(
        String version, Optional<Instant> created, Optional<ReadingProfile> given, Optional<ReadingProfile> found) {
    /** Summarizes a release. */
    public static ReleaseSummary of(Release release) {
        return new ReleaseSummary(
                release.version(), created(release.note("created")), release.profile(), release.foundProfile());
    }

    /** A release of which only the version is known. */
    public static ReleaseSummary of(String version) {
        return new ReleaseSummary(version, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Optional<Instant> created(@Nullable String note) {
        try {
            return Optional.ofNullable(note).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
