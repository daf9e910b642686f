package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.Release;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One image through every step, with what came out written down. When a value here changes, what weights were trained on is
 * not what they see: every release is spoilt, and must be trained anew.
 */
final class GoldenScoresTest {
    private static final InputShape INPUT = Architecture.CURRENT.input();

    @Test
    void thePixelsAreTheOnesThatReleasesWereTrainedOn() throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(EngineImages.plate(INPUT).values());
        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("19e237bcd56096c02f66afd316645402f824f0d9c05b94c5dcd53c9cac91ceec");
    }

    @Test
    void theFormulaGivesTheSameWeightsEverywhere() {
        assertThat(FormulaWeights.release(1).note("sha256"))
                .isEqualTo("0a3fe17535d818eaf471b328a927903c7cb64790824078883c6f85425aade09a");
    }

    @Test
    void theScoresOfEachHeadAreTheOnesWrittenDown() {
        float[][] expected = {
            {0.012792f, 0.229357f, 0.356782f, 0.022630f, 0.025883f, 0.160302f, 0.192253f},
            {
                0.005638f, 0.117681f, 0.083753f, 0.009259f, 0.028994f, 0.197490f, 0.035402f, 0.036645f, 0.267017f,
                0.003871f, 0.214250f
            },
            {
                0.038884f, 0.015708f, 0.001916f, 0.006275f, 0.148218f, 0.039934f, 0.226767f, 0.398748f, 0.010863f,
                0.042127f, 0.070559f
            },
            {
                0.011656f, 0.042059f, 0.051688f, 0.002215f, 0.110080f, 0.008531f, 0.031787f, 0.309827f, 0.402536f,
                0.005958f, 0.023662f
            },
            {
                0.140469f, 0.085014f, 0.120198f, 0.020565f, 0.002004f, 0.178424f, 0.057806f, 0.138796f, 0.055398f,
                0.152325f, 0.049000f
            },
            {
                0.278697f, 0.137075f, 0.337043f, 0.031864f, 0.000757f, 0.013157f, 0.070934f, 0.083993f, 0.010255f,
                0.011620f, 0.024606f
            }
        };
        Release release = FormulaWeights.release(1);
        try (Engine engine = new Dl4jEngine(release)) {
            Scores scores = engine.score(List.of(EngineImages.plate(INPUT))).get(0);
            for (int head = 0; head < Head.ALL.size(); head++) {
                assertThat(scores.head(head))
                        .as(Head.ALL.get(head).name())
                        .containsExactly(expected[head], within(1e-4f));
            }
        }
    }
}
