package io.digitstream.standalone.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.Trunk;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The network that reads, layer by layer, on PyTorch through the Deep Java Library, on one core; for comparison alone. One
 * thread.
 */
public final class DjlScorer implements Scorer, AutoCloseable {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);

    private final NDManager manager;
    private final Architecture architecture;
    private final Map<String, NDArray> tensors = new HashMap<>();

    /**
     * With a release's weights.
     *
     * @throws NoClassDefFoundError if this build has no DJL in it
     */
    public DjlScorer(Release release) {
        // Both are read when the engine is loaded; what it lacks it would fetch from the internet.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        architecture = release.networks().reading();
        for (Tensor tensor : release.tensors()) {
            long[] dimensions = tensor.shape().dimensions().stream()
                    .mapToLong(Integer::longValue)
                    .toArray();
            tensors.put(tensor.shape().name(), manager.create(tensor.values(), new Shape(dimensions)));
        }
    }

    @Override
    public List<Scores> score(List<Pixels> batch) {
        InputShape shape = architecture.input();
        float[] values = new float[batch.size() * shape.size()];
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).normalizeInto(values, i * shape.size());
        }
        try (NDManager all = manager.newSubManager()) {
            NDArray last =
                    all.create(values, new Shape(batch.size(), InputShape.CHANNELS, shape.height(), shape.width()));
            for (int i = 0; i < architecture.blocks().size(); i++) {
                last = block(Trunk.blockName("", i), architecture.blocks().get(i), last);
            }
            NDArray hidden = Activation.relu(dense("hidden", last.reshape(batch.size(), architecture.flat())));
            float[][] heads = architecture.heads().stream()
                    .map(head -> dense(head.name(), hidden).softmax(1).toFloatArray())
                    .toArray(float[][]::new);
            return Scores.each(heads, batch.size());
        }
    }

    private NDArray block(String name, ConvolutionBlock block, NDArray from) {
        Shape stride = new Shape(block.stride(), block.stride());
        Shape padding = new Shape(block.kernel() / 2, block.kernel() / 2);
        NDArray convolved = Conv2d.conv2d(from, tensor(name + ".weight"), null, stride, padding, ONE, 1)
                .singletonOrThrow();
        NDArray normalized = BatchNorm.batchNorm(
                        convolved,
                        tensor(name + ".mean"),
                        tensor(name + ".variance"),
                        tensor(name + ".gamma"),
                        tensor(name + ".beta"),
                        1,
                        0,
                        (float) ConvolutionBlock.EPSILON,
                        false)
                .singletonOrThrow();
        NDArray positive = Activation.relu(normalized);
        return block.pooled() ? positive.getNDArrayInternal().maxPool(TWO, TWO, NONE, true) : positive;
    }

    private NDArray dense(String name, NDArray from) {
        return from.matMul(tensor(name + ".weight")).add(tensor(name + ".bias"));
    }

    private NDArray tensor(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    @Override
    public void close() {
        manager.close();
    }
}
