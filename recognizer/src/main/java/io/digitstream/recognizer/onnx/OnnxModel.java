package io.digitstream.recognizer.onnx;

import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.NetworkInput;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.weights.Quantization;
import io.digitstream.recognizer.weights.Release;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;

/**
 * The networks of a release as ONNX models, to run on other libraries what runs on DL4J here. They take any number of images at a
 * time and give the same outputs but for rounding; the blocks' normalization is folded into their convolutions. Pure.
 *
 * <p>A model takes what an engine lays out for its network, {@link NetworkInput#normalizeInto}: cutting, stretching and the
 * normalization of each image are done before it. It gives what the network gives, before {@link Calibration}. The release's
 * metadata, which state the rules of all that, are in the model's, with its {@code version}.
 *
 * <p>Source: Open Neural Network Exchange, intermediate representation version 8, operators version 13.
 */
public final class OnnxModel {
    /** The input of the network that reads: [N, 3, height, width]. */
    public static final String PIXELS = "pixels";

    /** The input of the network that finds numbers: [N, 3, height, width]. */
    public static final String OVERVIEW = "overview";

    private static final String READING = """
            Reads the number in a crop of a photo (%s). %s: planes red, green, blue of levels 0 to 255, normalized before they \
            come here: %s. Outputs: probabilities of the number's length (0 to %d, and more) and of its digits from left to right \
            (0 to 9, and none), before calibration.""";

    private static final String LOCATING = """
            Finds numbers in a photo (%s). %s: planes red, green, blue of levels 0 to 255, normalized before they come here: %s; \
            what is around the photo does not count in that. Outputs for each cell of a grid over the input: presence, the logit \
            of a number having its middle there; box, the logarithms of the distances from the cell's middle to that number's \
            left, top, right and bottom, in cells of %d pixels.""";

    /** A release may bring whole tables along; tools show what is in a model's metadata. */
    private static final int LONGEST_NOTE = 10_000;

    private OnnxModel() {}

    /**
     * The network that reads. Input {@value #PIXELS}; outputs the heads of its architecture, each [N, classes], softmax.
     *
     * @return an ONNX file
     */
    public static byte[] reading(Release release) {
        return reading(release, graph -> graph.trunk(PIXELS, input(release), "", blocks(release)));
    }

    /**
     * The network that reads, as {@link #reading} gives it, but with its convolutions in whole numbers of 8 bits.
     *
     * @return an ONNX file
     */
    public static byte[] quantized(Release release, Quantization quantization) {
        return reading(
                release,
                graph -> new QuantizedTrunk(graph, blocks(release), quantization).write(PIXELS, input(release)));
    }

    /**
     * The network that reads, as {@link #reading} gives it, with what its blocks give as first outputs, in their order: [N,
     * channels, rows, columns] each, before the largest of neighbours are chosen.
     *
     * @return an ONNX file
     */
    public static byte[] withBlocks(Release release) {
        return reading(release, graph -> {
            String last = graph.trunk(PIXELS, input(release), "", blocks(release));
            graph.outputBlocks(blocks(release).size());
            return last;
        });
    }

    private static InputShape input(Release release) {
        return release.networks().reading().input();
    }

    private static List<ConvolutionBlock> blocks(Release release) {
        return release.networks().reading().blocks();
    }

    /** @param trunk writes the blocks, and says what the last one's value is called */
    private static byte[] reading(Release release, Function<OnnxGraph, String> trunk) {
        OnnxGraph graph = new OnnxGraph("reading", release.tensors());
        String last = trunk.apply(graph);
        String hidden = graph.layer("Gemm", "hidden", graph.layer("Flatten", "flat", last), "hidden");
        String relu = graph.layer("Relu", "hidden.relu", hidden);
        for (Head head : release.networks().reading().heads()) {
            String logits = graph.layer("Gemm", head.name() + ".logits", relu, head.name());
            graph.layer("Softmax", head.name(), logits);
            graph.output(head.name(), List.of(head.classes()));
        }
        String description = READING.formatted(
                release.note("crop"),
                PIXELS,
                release.note("normalization"),
                release.networks().reading().digits());
        return file(release, graph.build(), description);
    }

    /**
     * The network that finds numbers. Input {@value #OVERVIEW}; outputs {@link LocatorArchitecture#PRESENCE}, [N, 1, rows, columns],
     * logits, and {@link LocatorArchitecture#BOX}, [N, 4, rows, columns], logarithms of distances.
     *
     * @return an ONNX file
     */
    public static byte[] locating(Release release) {
        LocatorArchitecture architecture = release.networks().locating();
        OnnxGraph graph = new OnnxGraph("locating", release.tensors());
        String trunk = graph.trunk(OVERVIEW, architecture.input(), LocatorArchitecture.PREFIX, architecture.trunk());
        for (String output : List.of(LocatorArchitecture.PRESENCE, LocatorArchitecture.BOX)) {
            int channels = output.equals(LocatorArchitecture.BOX) ? LocatorArchitecture.SIDES : 1;
            graph.layer("Conv", output, trunk, LocatorArchitecture.PREFIX + output);
            graph.output(output, List.of(channels, architecture.rows(), architecture.columns()));
        }
        String description = LOCATING.formatted(
                release.note("overview"), OVERVIEW, release.note("normalization"), architecture.cell());
        return file(release, graph.build(), description);
    }

    private static byte[] file(Release release, GraphProto graph, String description) {
        Map<String, String> metadata = new TreeMap<>(release.description());
        metadata.values().removeIf(note -> note.length() > LONGEST_NOTE);
        metadata.put("version", release.version());
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("digitstream")
                .setDocString(description)
                .setGraph(graph);
        model.addOpsetImportBuilder().setVersion(13);
        metadata.forEach(
                (key, note) -> model.addMetadataPropsBuilder().setKey(key).setValue(note));
        return model.build().toByteArray();
    }
}
