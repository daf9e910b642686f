package io.digitstream.recognizer.engine;

import ai.onnxruntime.OrtEnvironment;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.onnx.OnnxModel;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.Quantization;
import io.digitstream.recognizer.weights.Release;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both networks on ONNX Runtime, written in memory from the release as {@link OnnxModel} says. One thread. */
public final class OnnxEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxEngine.class);

    private final LocatorArchitecture grid;
    private final OnnxNetwork reading;
    private final OnnxNetwork locating;

    /**
     * @throws UnusableDeviceException if the device is not there, or cannot be used
     * @throws IllegalArgumentException if the release is not made for the precision
     * @throws IllegalStateException if ONNX Runtime cannot run the networks
     */
    public OnnxEngine(Release release, Device device, Precision precision) {
        grid = release.networks().locating();
        byte[] model = switch (precision) {
            case FP32 -> OnnxModel.reading(release);
            case INT8 -> OnnxModel.quantized(release, quantization(release));
        };
        reading = new OnnxNetwork(model, release.networks().reading().input(), device);
        try {
            locating = new OnnxNetwork(OnnxModel.locating(release), grid.input(), device);
        } catch (RuntimeException | Error e) {
            reading.close();
            throw e;
        }
        LOG.info(
                "Engine onnx on {} with weights {} in {}: ONNX Runtime {}",
                device,
                release.version(),
                precision,
                OrtEnvironment.getEnvironment().getVersion());
    }

    private static Quantization quantization(Release release) {
        Quantization quantization = release.quantization()
                .orElseThrow(() -> new IllegalArgumentException("release " + release.version()
                        + " does not say how to compute it in int8: 'trainer quantize' adds that"));
        if (!quantization.cheap()) {
            throw new IllegalArgumentException("in int8 release %s reads %s than in fp32, %.1f is the limit"
                    .formatted(release.version(), quantization.effect(), Quantization.MOST_COST));
        }
        LOG.info("In int8 weights {} read {} than in fp32", release.version(), quantization.effect());
        return quantization;
    }

    @Override
    public List<Scores> score(List<Pixels> batch) {
        return Scores.each(reading.run(batch), batch.size());
    }

    @Override
    public List<LocationMap> locate(List<Overview> batch) {
        float[][] outputs = locating.run(batch);
        return LocationMap.each(grid, outputs[0], outputs[1], batch.size());
    }

    @Override
    public void close() {
        try (reading) {
            locating.close();
        }
    }
}
