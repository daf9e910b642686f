package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.pixels.InputShape;
import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Against DL4J's own layers, which compute in doubles. */
final class NormalizationLayerTest {
    private static final int IMAGES = 6;

    @ParameterizedTest
    @CsvSource({"8, 10, 2, false", "8, 10, 2, true", "9, 11, 2, false", "9, 11, 1, true", "9, 8, 2, true"})
    void computesWhatDl4jsLayersDo(int height, int width, int stride, boolean pooled) {
        InputShape shape = new InputShape(height, width);
        List<ConvolutionBlock> blocks =
                List.of(new ConvolutionBlock(5, 3, pooled), new ConvolutionBlock(4, 3, stride, false));
        compare(shape, blocks);
    }

    /** Arrays of a single row have strides of their own. */
    @Test
    void computesASingleRowAsDl4jsLayersDo() {
        compare(
                new InputShape(8, 16),
                List.of(
                        new ConvolutionBlock(5, 3, true),
                        new ConvolutionBlock(4, 3, true),
                        new ConvolutionBlock(3, 3, 2, false),
                        new ConvolutionBlock(6, 1, false)));
    }

    private static void compare(InputShape shape, List<ConvolutionBlock> blocks) {
        INDArray parameters = Dl4jGraphs.drawParameters(network(shape, blocks, DataType.FLOAT));
        move(parameters);
        ComputationGraph fused = Dl4jGraphs.initialized(network(shape, blocks, DataType.FLOAT), parameters);
        ComputationGraph expected =
                Dl4jGraphs.initialized(network(shape, blocks, DataType.DOUBLE), parameters.castTo(DataType.DOUBLE));
        INDArray pixels = Nd4j.rand(DataType.FLOAT, IMAGES, InputShape.CHANNELS, shape.height(), shape.width())
                .subi(0.5);
        INDArray targets = targets();

        assertClose(fused.outputSingle(pixels), expected.outputSingle(pixels.castTo(DataType.DOUBLE)));
        for (int step = 0; step < 2; step++) {
            compute(fused, pixels, targets);
            compute(expected, pixels.castTo(DataType.DOUBLE), targets.castTo(DataType.DOUBLE));
            assertClose(fused.getFlattenedGradients(), expected.getFlattenedGradients());
        }
    }

    private static void compute(ComputationGraph graph, INDArray pixels, INDArray targets) {
        graph.initGradientsView();
        graph.setInputs(pixels);
        graph.setLabels(targets);
        graph.computeGradientAndScore();
    }

    /** Away from zero shifts and unit scales, which would hide an error in them. */
    private static void move(INDArray parameters) {
        Nd4j.getRandom().setSeed(11);
        parameters.addi(Nd4j.rand(DataType.FLOAT, parameters.shape()).muli(0.2));
    }

    private static INDArray targets() {
        INDArray targets = Nd4j.zeros(DataType.FLOAT, IMAGES, 3);
        for (int i = 0; i < IMAGES; i++) {
            targets.putScalar(i, i % 3, 1);
        }
        return targets;
    }

    private static void assertClose(INDArray actual, INDArray expected) {
        assertThat(values(actual)).containsExactly(values(expected), within(2e-5));
    }

    private static double[] values(INDArray array) {
        return array.castTo(DataType.DOUBLE).dup('c').reshape(array.length()).toDoubleVector();
    }

    private static ComputationGraph network(InputShape shape, List<ConvolutionBlock> blocks, DataType precision) {
        GraphBuilder builder = Dl4jGraphs.begin(shape, precision, 3);
        String last = Dl4jGraphs.addTrunk(builder, precision, "", blocks);
        builder.addLayer(
                "output",
                new OutputLayer.Builder(new LossMCXENT())
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build(),
                last);
        builder.setOutputs("output");
        return new ComputationGraph(builder.build());
    }

    /** A flat wall gives the same value everywhere: its gradient belongs to one position of a pool, not to all four. */
    @Test
    void givesAPooledGradientToOnePosition() {
        Normalization normalization = new Normalization(1, 2, 2, true);
        FloatBuffer input = FloatBuffer.wrap(new float[] {1, 1, 1, 1, 3, 3, 3, 3});
        FloatBuffer output = FloatBuffer.wrap(new float[2]);
        normalization.assume(new float[] {0}, new float[] {1});
        normalization.forward(input, output, 2, new float[] {1}, new float[] {0}, 0, true);
        assertThat(output.array()).containsExactly(1, 3);
        float[] gamma = new float[1];
        float[] beta = new float[1];
        FloatBuffer below = FloatBuffer.wrap(new float[8]);
        normalization.backward(input, FloatBuffer.wrap(new float[] {5, 7}), below, 2, 0, gamma, beta);
        assertThat(beta[0]).isEqualTo(12);
        assertThat(gamma[0]).isEqualTo(5 * 1 + 7 * 3);
    }
}
