package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Scores;

/** Compares scores of two engines, or of one engine twice. */
final class ScoresAssert {
    private ScoresAssert() {}

    static void requireClose(Scores found, Scores expected, float tolerance) {
        for (int head = 0; head < Head.of(5).size(); head++) {
            assertThat(found.head(head))
                    .as(Head.of(5).get(head).name())
                    .containsExactly(expected.head(head), within(tolerance));
        }
    }
}
