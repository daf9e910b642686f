package io.digitstream.trainer.publishing;

import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsRelease;
import java.util.List;
import java.util.Set;

/**
 * Which releases leave the topic when another comes.
 *
 * @param keep how many of the newest stay, the new one among them, 1 or more
 */
record Retention(int keep) {
    Retention {
        if (keep < 1) {
            throw new IllegalArgumentException("expected to keep 1 release or more, got " + keep);
        }
    }

    /**
     * Those that leave, oldest first.
     *
     * @param published version of the new one
     * @param needed versions that stay however old they are
     */
    List<WeightsRelease> leaving(WeightsIndex onTopic, String published, Set<String> needed) {
        List<WeightsRelease> others = onTopic.releases().stream()
                .filter(release -> !release.getVersion().equals(published))
                .toList();
        return others.stream()
                .limit(Math.max(0, others.size() - (keep - 1)))
                .filter(release -> !needed.contains(release.getVersion()))
                .toList();
    }
}
