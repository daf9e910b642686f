package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * One image through every step, with what came out written down. When a value here changes, what weights were trained on is
 * not what they see: every release is spoilt, and must be trained anew.
 */
final class GoldenScoresTest {
    private static final InputShape INPUT = Architecture.of(5).input();

    @Test
    void thePixelsAreTheOnesThatReleasesWereTrainedOn() throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(EngineImages.plate(INPUT).values());
        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("19e237bcd56096c02f66afd316645402f824f0d9c05b94c5dcd53c9cac91ceec");
    }

    @Test
    void theFormulaGivesTheSameWeightsEverywhere() throws NoSuchAlgorithmException {
        assertThat(sha256(FormulaWeights.tensors(Architecture.of(5), 1)))
                .isEqualTo("33dfc1f2969c261912cb79e043c6a3d2549bb64a8dd437550aaa47f9bb36e40b");
        assertThat(sha256(FormulaWeights.tensors(LocatorArchitecture.CURRENT, 1)))
                .isEqualTo("a6bad632feb839639174b58c71a2c7d456b62aa789312782dc898d51e558c432");
    }

    @Test
    void theScoresOfEachHeadAreTheOnesWrittenDown() {
        float[][] expected = {
            {0.025487f, 0.000082f, 0.010257f, 0.416065f, 0.212342f, 0.128022f, 0.207745f},
            {
                0.011037f, 0.009669f, 0.001985f, 0.005296f, 0.002367f, 0.024816f, 0.139296f, 0.000108f, 0.414731f,
                0.367054f, 0.023642f
            },
            {
                0.388492f, 0.000892f, 0.000245f, 0.056149f, 0.000857f, 0.003122f, 0.001587f, 0.001364f, 0.000768f,
                0.546195f, 0.000329f
            },
            {
                0.007815f, 0.092249f, 0.081246f, 0.001796f, 0.096499f, 0.018263f, 0.000993f, 0.033459f, 0.596218f,
                0.059560f, 0.011902f
            },
            {
                0.937161f, 0.000147f, 0.000519f, 0.023484f, 0.005295f, 0.009808f, 0.001660f, 0.002892f, 0.000991f,
                0.004527f, 0.013517f
            },
            {
                0.626428f, 0.004286f, 0.000035f, 0.005367f, 0.057469f, 0.000316f, 0.173254f, 0.032393f, 0.001452f,
                0.012250f, 0.086751f
            }
        };
        Release release = FormulaWeights.release(1);
        try (Engine engine = new Dl4jEngine(release)) {
            Scores scores = engine.score(List.of(EngineImages.plate(INPUT))).get(0);
            for (int head = 0; head < Head.of(5).size(); head++) {
                assertThat(scores.head(head))
                        .as(Head.of(5).get(head).name())
                        .containsExactly(expected[head], within(1e-4f));
            }
        }
    }

    /** Over all numbers in the order of their tensors' names, as in a release. */
    private static String sha256(List<Tensor> tensors) throws NoSuchAlgorithmException {
        TreeMap<String, float[]> sorted = new TreeMap<>();
        tensors.forEach(tensor -> sorted.put(tensor.shape().name(), tensor.values()));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (float[] values : sorted.values()) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            digest.update(bytes.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
