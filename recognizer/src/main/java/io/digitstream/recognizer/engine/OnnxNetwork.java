package io.digitstream.recognizer.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.NetworkInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** One network as an ONNX model on ONNX Runtime. One thread, which also closes it. */
final class OnnxNetwork implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;
    private final InputShape shape;
    private final float[] image;
    private FloatBuffer batch = FloatBuffer.allocate(0);

    /**
     * @param model an ONNX file with one input
     * @throws UnusableDeviceException if the device is not there, or cannot be used
     * @throws IllegalStateException if ONNX Runtime cannot run it
     */
    OnnxNetwork(byte[] model, InputShape shape, Device device) {
        this.shape = shape;
        this.image = new float[shape.size()];
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            // Threads that spin while they wait take the cores of decoding and Kafka.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (device == Device.CUDA) {
                addCuda(options);
            }
            session = environment.createSession(model, options);
            input = session.getInputNames().iterator().next();
        } catch (OrtException e) {
            if (device != Device.CPU) {
                throw new UnusableDeviceException(device, String.valueOf(e.getMessage()), e);
            }
            throw new IllegalStateException("ONNX Runtime cannot run the network: " + e.getMessage(), e);
        }
    }

    private static void addCuda(OrtSession.SessionOptions options) throws OrtException {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            throw new UnusableDeviceException(
                    Device.CUDA, "this build has no CUDA in it, 'mvn -Pcuda package' makes one that has", null);
        }
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            // Its 10 bits of mantissa would give other readings than a CPU.
            cuda.add("use_tf32", "0");
            options.addCUDA(cuda);
        }
    }

    /**
     * Runs a batch.
     *
     * @return the values of each output, row-major, in the model's order
     * @throws IllegalArgumentException if an image is of another shape
     * @throws IllegalStateException if ONNX Runtime fails
     */
    float[][] run(List<? extends NetworkInput> images) {
        long[] dimensions = {images.size(), InputShape.CHANNELS, shape.height(), shape.width()};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, layOut(images), dimensions);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            float[][] outputs = new float[result.size()][];
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = ((OnnxTensor) result.get(i)).getFloatBuffer().array();
            }
            return outputs;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    /** Outside the heap, where ONNX Runtime takes it without a copy. */
    private FloatBuffer layOut(List<? extends NetworkInput> images) {
        int size = images.size() * shape.size();
        if (batch.capacity() < size) {
            batch = ByteBuffer.allocateDirect(size * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
        batch.clear();
        for (NetworkInput next : images) {
            if (!next.shape().equals(shape)) {
                throw new IllegalArgumentException("the network takes " + shape + ", not " + next.shape());
            }
            next.normalizeInto(image, 0);
            batch.put(image);
        }
        return batch.flip();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot free the network: " + e.getMessage(), e);
        }
    }
}
