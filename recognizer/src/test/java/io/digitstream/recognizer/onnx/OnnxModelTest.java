package io.digitstream.recognizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OrtException;
import io.digitstream.recognizer.engine.EngineImages;
import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.NetworkInput;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.recognizer.weights.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.MAC, architectures = "x86_64", disabledReason = "ONNX Runtime has no natives for it any more")
final class OnnxModelTest {
    /** Sizes, kernels and strides that do not fit into each other, and no two dimensions alike where that is possible. */
    private static final Networks ODD = new Networks(
            new Architecture(
                    new InputShape(9, 14),
                    List.of(new ConvolutionBlock(4, 3, true), new ConvolutionBlock(5, 5, 2, true)),
                    3,
                    8,
                    5),
            new LocatorArchitecture(
                    new InputShape(19, 38),
                    List.of(
                            new ConvolutionBlock(4, 3, 2, false),
                            new ConvolutionBlock(5, 5, 3, false),
                            new ConvolutionBlock(6, 1, 2, true))));

    static Stream<Arguments> releasesAndBatches() throws InvalidWeightsException {
        return Stream.of(
                        ShippedWeights.load(),
                        FormulaWeights.release(1),
                        FormulaWeights.release(2),
                        release(ODD, FormulaWeights.tensors(ODD, 3), Map.of("name", "odd")))
                .flatMap(release -> Stream.of(1, 7, 36).map(images -> Arguments.of(release, images)));
    }

    @ParameterizedTest
    @MethodSource("releasesAndBatches")
    void readsAsDl4jDoes(Release release, int images) throws OrtException {
        List<NetworkInput> batch = crops(release.networks().reading().input(), images);
        OutputsAssert.requireClose(run(OnnxModel.reading(release), batch), Dl4jOutputs.reading(release, batch), images);
    }

    @ParameterizedTest
    @MethodSource("releasesAndBatches")
    void locatesAsDl4jDoes(Release release, int images) throws OrtException {
        List<NetworkInput> batch = overviews(release.networks().locating().input(), images);
        OutputsAssert.requireClose(
                run(OnnxModel.locating(release), batch), Dl4jOutputs.locating(release, batch), images);
    }

    /** The weights of a release, each of whose statistics counts: with another the outputs are others, and still DL4J's. */
    @ParameterizedTest
    @ValueSource(strings = {"gamma", "beta", "mean", "variance"})
    void takesEveryStatisticOfTheNormalizationIntoAccount(String statistic)
            throws InvalidWeightsException, OrtException {
        Release before = ShippedWeights.load();
        Release after = release(
                Networks.of(5),
                before.tensors().stream()
                        .map(tensor -> tensor.shape().name().endsWith("block2." + statistic) ? larger(tensor) : tensor)
                        .toList(),
                Map.of());
        List<NetworkInput> crops = crops(Architecture.of(5).input(), 5);
        Map<String, float[]> read = run(OnnxModel.reading(after), crops);
        assertThat(read.get("length"))
                .isNotEqualTo(run(OnnxModel.reading(before), crops).get("length"));
        OutputsAssert.requireClose(read, Dl4jOutputs.reading(after, crops), 5);
        List<NetworkInput> overviews = overviews(LocatorArchitecture.CURRENT.input(), 5);
        Map<String, float[]> located = run(OnnxModel.locating(after), overviews);
        assertThat(located.get("box"))
                .isNotEqualTo(run(OnnxModel.locating(before), overviews).get("box"));
        OutputsAssert.requireClose(located, Dl4jOutputs.locating(after, overviews), 5);
    }

    @Test
    void namesWhatTheNetworkThatReadsTakesAndGives() throws OrtException {
        try (OnnxSession session = new OnnxSession(OnnxModel.reading(FormulaWeights.release(1)))) {
            assertThat(session.inputs()).containsExactly("pixels FLOAT[N, 3, 48, 64]");
            assertThat(session.outputs())
                    .containsExactly(
                            "length FLOAT[N, 7]",
                            "digit1 FLOAT[N, 11]",
                            "digit2 FLOAT[N, 11]",
                            "digit3 FLOAT[N, 11]",
                            "digit4 FLOAT[N, 11]",
                            "digit5 FLOAT[N, 11]");
        }
    }

    @Test
    void namesWhatTheNetworkThatLocatesTakesAndGives() throws OrtException {
        try (OnnxSession session = new OnnxSession(OnnxModel.locating(FormulaWeights.release(1)))) {
            assertThat(session.inputs()).containsExactly("overview FLOAT[N, 3, 80, 160]");
            assertThat(session.outputs()).containsExactly("presence FLOAT[N, 1, 5, 10]", "box FLOAT[N, 4, 5, 10]");
        }
    }

    @Test
    void carriesVersionAndMetadataOfTheRelease() throws OrtException {
        Release release = ShippedWeights.load();
        Map<String, String> expected = new HashMap<>(release.description());
        expected.put("version", release.version());
        for (byte[] file : List.of(OnnxModel.reading(release), OnnxModel.locating(release))) {
            try (OnnxSession session = new OnnxSession(file)) {
                assertThat(session.metadata().getCustomMetadata())
                        .isEqualTo(expected)
                        .containsEntry("fingerprint", Networks.of(5).fingerprint());
            }
        }
    }

    @Test
    void leavesOutNotesThatAreTooLong() throws InvalidWeightsException, OrtException {
        Map<String, String> notes = Map.of("long", "x".repeat(10_000), "longer", "x".repeat(10_001));
        Release release = release(ODD, FormulaWeights.tensors(ODD, 1), notes);
        try (OnnxSession session = new OnnxSession(OnnxModel.reading(release))) {
            assertThat(session.metadata().getCustomMetadata())
                    .containsKeys("long", "version", "sha256")
                    .doesNotContainKey("longer");
        }
    }

    @Test
    void saysWhoWroteItAndWhatIsDoneBeforeIt() throws OrtException {
        Release release = FormulaWeights.release(1);
        for (byte[] file : List.of(OnnxModel.reading(release), OnnxModel.locating(release))) {
            try (OnnxSession session = new OnnxSession(file)) {
                OnnxModelMetadata metadata = session.metadata();
                assertThat(metadata.getProducerName()).isEqualTo("digitstream");
                assertThat(metadata.getDescription())
                        .contains("normalized before they come here: (value - mean) / deviation, of each image,"
                                + " deviation at least 6");
            }
        }
    }

    @Test
    void isTheSameFileEachTime() {
        Release release = ShippedWeights.load();
        assertThat(OnnxModel.reading(release)).isEqualTo(OnnxModel.reading(ShippedWeights.load()));
        assertThat(OnnxModel.locating(release)).isEqualTo(OnnxModel.locating(ShippedWeights.load()));
    }

    /** Every second one noise, the others of a few colours, on some of which the shipped weights see digits. */
    private static List<NetworkInput> crops(InputShape shape, int images) {
        List<NetworkInput> crops = new ArrayList<>(EngineImages.noise(shape, images, 1));
        for (int i = 0; i < images; i += 2) {
            crops.set(i, Crop.whole(64, 48).cutFrom(ImageFiles.scene(64, 48, i), shape));
        }
        return crops;
    }

    private static List<NetworkInput> overviews(InputShape shape, int images) {
        List<NetworkInput> overviews = new ArrayList<>(EngineImages.overviews(shape, images, 1));
        for (int i = 0; i < images; i += 2) {
            overviews.set(i, Overview.of(ImageFiles.scene(100 + 3 * i, 80, i), shape));
        }
        return overviews;
    }

    private static Map<String, float[]> run(byte[] file, List<NetworkInput> batch) throws OrtException {
        try (OnnxSession session = new OnnxSession(file)) {
            return session.run(batch);
        }
    }

    private static Tensor larger(Tensor tensor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * 1.5f + 0.1f;
        }
        return new Tensor(tensor.shape(), values);
    }

    private static Release release(Networks networks, List<Tensor> tensors, Map<String, String> notes)
            throws InvalidWeightsException {
        SequenceReader reader = new SequenceReader(Calibration.none(5), 0.5);
        return Release.of(networks, tensors, reader, new LookReader(reader), notes);
    }
}
