package io.digitstream.recognizer.engine;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's convolution without an activation, computed once a step. DL4J's own layer computes its output again for the
 * gradient, although without an activation only the output's shape matters there.
 */
final class LinearConvolution extends ConvolutionLayer {
    private static final long serialVersionUID = 1;

    LinearConvolution(Builder builder) {
        super(builder);
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
                new Computation(conf, precision), initializer(), conf, listeners, index, parameters, initialize);
    }

    private static final class Computation extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer {
        private static final long serialVersionUID = 1;

        Computation(NeuralNetConfiguration conf, DataType precision) {
            super(conf, precision);
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            INDArray output = super.activate(training, workspaces);
            preOutput = output;
            return output;
        }
    }
}
