package io.digitstream.processor.drift;

import io.digitstream.recognizer.sequence.ReadingProfile;
import io.digitstream.recognizer.weights.Release;
import java.util.Optional;

/**
 * What a release read on the photos it was validated on; all that is kept of it here. Immutable.
 *
 * @param weightsVersion of the release
 * @param given of numbers whose place was given, if it says so
 * @param found of numbers whose place was found, if it says so
 */
public record Expected(String weightsVersion, Optional<ReadingProfile> given, Optional<ReadingProfile> found) {
    public static Expected of(Release release) {
        return new Expected(release.version(), release.profile(), release.foundProfile());
    }
}
