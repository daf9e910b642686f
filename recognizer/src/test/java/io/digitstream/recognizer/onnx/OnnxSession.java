package io.digitstream.recognizer.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.NetworkInput;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An ONNX file on ONNX Runtime, on one core. */
final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    OnnxSession(byte[] file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = environment.createSession(file, options);
        }
    }

    /** All outputs by their names, in the file's order, row-major. */
    Map<String, float[]> run(List<? extends NetworkInput> batch) throws OrtException {
        InputShape shape = batch.get(0).shape();
        FloatBuffer values = FloatBuffer.allocate(batch.size() * shape.size());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).normalizeInto(values.array(), i * shape.size());
        }
        long[] dimensions = {batch.size(), InputShape.CHANNELS, shape.height(), shape.width()};
        String input = session.getInputNames().iterator().next();
        Map<String, float[]> outputs = new LinkedHashMap<>();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, dimensions);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            for (Map.Entry<String, OnnxValue> output : result) {
                outputs.put(
                        output.getKey(),
                        ((OnnxTensor) output.getValue()).getFloatBuffer().array());
            }
        }
        return outputs;
    }

    /** Each as {@code name FLOAT[N, 3, 48, 64]}. */
    List<String> inputs() throws OrtException {
        return declared(session.getInputInfo());
    }

    List<String> outputs() throws OrtException {
        return declared(session.getOutputInfo());
    }

    private static List<String> declared(Map<String, NodeInfo> nodes) {
        List<String> declared = new ArrayList<>();
        for (NodeInfo node : nodes.values()) {
            TensorInfo info = (TensorInfo) node.getInfo();
            List<String> dimensions = new ArrayList<>();
            for (int i = 0; i < info.getShape().length; i++) {
                dimensions.add(
                        info.getShape()[i] < 0 ? info.getDimensionNames()[i] : String.valueOf(info.getShape()[i]));
            }
            declared.add("%s %s%s".formatted(node.getName(), info.type, dimensions));
        }
        return declared;
    }

    OnnxModelMetadata metadata() throws OrtException {
        return session.getMetadata();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
