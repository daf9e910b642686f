package io.digitstream.recognizer.engine;

import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J's batch normalization with the ReLU and the pooling that follow it, by {@link Normalization}: in floats, and several
 * times as fast in training as DL4J's three layers. Parameters and their gradients are those of DL4J's layer.
 */
final class NormalizationLayer extends BatchNormalization {
    private static final long serialVersionUID = 1;

    private final boolean pooled;

    /**
     * @param decay share of the running means and variances that a training step keeps
     * @param epsilon added to a variance before the normalization takes its root
     */
    NormalizationLayer(double decay, double epsilon, boolean pooled) {
        this.pooled = pooled;
        setDecay(decay);
        setEps(epsilon);
        setUseLogStd(false);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        InputType.InputTypeConvolutional input = (InputType.InputTypeConvolutional) inputType;
        return pooled
                ? InputType.convolutional((input.getHeight() + 1) / 2, (input.getWidth() + 1) / 2, input.getChannels())
                : inputType;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType precision) {
        return Dl4jGraphs.withParameters(
                new Computation(conf, precision, pooled),
                initializer(),
                conf,
                listeners,
                index,
                parameters,
                initialize);
    }

    private static final class Computation extends org.deeplearning4j.nn.layers.normalization.BatchNormalization {
        private static final long serialVersionUID = 1;

        private final boolean pooled;
        private transient @Nullable Normalization normalization;

        Computation(NeuralNetConfiguration conf, DataType precision, boolean pooled) {
            super(conf, precision);
            this.pooled = pooled;
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            assertInputSet(false);
            int images = Math.toIntExact(input.size(0));
            Normalization computation = computation();
            FloatBuffer values = values(input);
            if (training) {
                computation.measure(values, images, vector(BatchNormalizationParamInitializer.GLOBAL_MEAN));
            } else {
                computation.assume(
                        vector(BatchNormalizationParamInitializer.GLOBAL_MEAN),
                        vector(BatchNormalizationParamInitializer.GLOBAL_VAR));
            }
            INDArray output = workspaces.createUninitialized(
                    ArrayType.ACTIVATIONS,
                    DataType.FLOAT,
                    new long[] {images, computation.channels(), computation.outputHeight(), computation.outputWidth()},
                    'c');
            computation.forward(
                    values,
                    floats(output),
                    images,
                    vector(BatchNormalizationParamInitializer.GAMMA),
                    vector(BatchNormalizationParamInitializer.BETA),
                    layerConf().getEps(),
                    training);
            return output;
        }

        private Normalization computation() {
            Normalization made = normalization;
            if (made == null || !made.fits(input.size(2), input.size(3))) {
                made = new Normalization(
                        Math.toIntExact(input.size(1)),
                        Math.toIntExact(input.size(2)),
                        Math.toIntExact(input.size(3)),
                        pooled);
                normalization = made;
            }
            return made;
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray above, LayerWorkspaceMgr workspaces) {
            assertInputSet(true);
            Normalization computation = computation();
            INDArray below =
                    workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'c');
            float[] gamma = new float[computation.channels()];
            float[] beta = new float[computation.channels()];
            computation.backward(
                    values(input),
                    values(above),
                    floats(below),
                    Math.toIntExact(input.size(0)),
                    layerConf().getEps(),
                    gamma,
                    beta);
            Gradient gradient = new DefaultGradient();
            put(gradient, BatchNormalizationParamInitializer.GAMMA, gamma);
            put(gradient, BatchNormalizationParamInitializer.BETA, beta);
            float[] lowerMean = vector(BatchNormalizationParamInitializer.GLOBAL_MEAN);
            float[] lowerVariance = vector(BatchNormalizationParamInitializer.GLOBAL_VAR);
            double share = 1 - layerConf().getDecay();
            for (int c = 0; c < lowerMean.length; c++) {
                lowerMean[c] = (float) (share * (lowerMean[c] - computation.mean(c)));
                lowerVariance[c] = (float) (share * (lowerVariance[c] - computation.variance(c)));
            }
            put(gradient, BatchNormalizationParamInitializer.GLOBAL_MEAN, lowerMean);
            put(gradient, BatchNormalizationParamInitializer.GLOBAL_VAR, lowerVariance);
            return new Pair<>(gradient, below);
        }

        private void put(Gradient gradient, String name, float[] values) {
            INDArray view = Objects.requireNonNull(gradientViews.get(name), name);
            try (INDArray copied = Nd4j.createFromArray(values)) {
                view.assign(copied.reshape(view.shape()));
            }
            gradient.setGradientFor(name, view);
        }

        private float[] vector(String name) {
            return getParam(name).toFloatVector();
        }

        /** The values row by row; those of a gradient may lie in another order, and are copied then. */
        private static FloatBuffer values(INDArray array) {
            return floats(Shape.hasDefaultStridesForShape(array) ? array : array.dup('c'));
        }

        /** The memory of an array whose values lie row by row. */
        private static FloatBuffer floats(INDArray array) {
            return array.data().asNioFloat().slice();
        }
    }
}
