package io.digitstream.standalone.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.digitstream.application.lifecycle.Closer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;

/**
 * The product of two square matrices on one core, by ONNX Runtime: what a network can be at best, if it were nothing but
 * that. One thread.
 */
public final class MatrixProduct implements AutoCloseable {
    private static final int SIZE = 1024;
    private static final long OPERATIONS = 2L * SIZE * SIZE * SIZE;

    private final Closer closer = new Closer();
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final OnnxTensor left;
    private final OnnxTensor product;

    public MatrixProduct() throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = closer.add(environment.createSession(model(), options));
            left = closer.add(matrix(new Random(1)));
            product = closer.add(matrix(new Random(2)));
        } catch (OrtException | RuntimeException | Error e) {
            Closer.closeAfter(e, closer);
            throw e;
        }
    }

    private static byte[] model() {
        TensorProto.Builder right =
                TensorProto.newBuilder().setName("right").setDataType(TensorProto.DataType.FLOAT_VALUE);
        right.addDims(SIZE).addDims(SIZE);
        Random random = new Random(3);
        for (int i = 0; i < SIZE * SIZE; i++) {
            right.addFloatData(random.nextFloat());
        }
        GraphProto graph = GraphProto.newBuilder()
                .setName("product")
                .addInput(value("left"))
                .addInitializer(right)
                .addNode(NodeProto.newBuilder()
                        .setOpType("MatMul")
                        .addInput("left")
                        .addInput("right")
                        .addOutput("product"))
                .addOutput(value("product"))
                .build();
        ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8).setGraph(graph);
        model.addOpsetImportBuilder().setVersion(13);
        return model.build().toByteArray();
    }

    private static ValueInfoProto value(String name) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimValue(SIZE);
        shape.addDimBuilder().setDimValue(SIZE);
        ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(name);
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(shape);
        return value.build();
    }

    private OnnxTensor matrix(Random random) throws OrtException {
        FloatBuffer values = ByteBuffer.allocateDirect(SIZE * SIZE * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < SIZE * SIZE; i++) {
            values.put(i, random.nextFloat());
        }
        return OnnxTensor.createTensor(environment, values, new long[] {SIZE, SIZE});
    }

    /** Thousand millions of operations a second, the best of so many seconds' tries. */
    public double gigaflops(int seconds) throws OrtException {
        long best = Long.MAX_VALUE;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            long begun = System.nanoTime();
            session.run(Map.of("left", left), Map.of("product", product)).close();
            best = Math.min(best, System.nanoTime() - begun);
        }
        return (double) OPERATIONS / best;
    }

    @Override
    public void close() {
        closer.close();
    }
}
