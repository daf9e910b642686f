package io.digitstream.processor.drift;

import io.digitstream.recognizer.sequence.PopulationStability;
import io.digitstream.recognizer.sequence.ReadingProfile;
import java.util.Optional;

/**
 * The last readings of one kind. Immutable.
 *
 * @param seen what they look like together
 * @param confidence how far their confidence has moved from the release's profile; empty if it has none
 * @param digits how far their digits have moved from it; empty if it has none
 */
public record WindowFigures(
        ReadingProfile seen, Optional<PopulationStability> confidence, Optional<PopulationStability> digits) {}
