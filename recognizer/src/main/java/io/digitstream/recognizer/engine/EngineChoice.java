package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.weights.Release;

/**
 * What runs the networks, on what, and how precisely. Immutable.
 *
 * @param precision of the network that reads
 */
public record EngineChoice(EngineKind kind, Device device, Precision precision) {
    /** The fastest that needs no GPU and costs no accuracy. */
    public static final EngineChoice USUAL = new EngineChoice(EngineKind.USUAL, Precision.FP32);

    /** @throws IllegalArgumentException if the library is not made for the device, or not for the precision on it */
    public EngineChoice {
        if (device != Device.CPU && kind != EngineKind.ONNX) {
            throw new IllegalArgumentException(kind + " does not run on " + device);
        }
        if (precision != Precision.FP32 && (kind != EngineKind.ONNX || device != Device.CPU)) {
            throw new IllegalArgumentException(kind + " on " + device + " does not compute in " + precision);
        }
    }

    /** On one core. */
    public EngineChoice(EngineKind kind, Precision precision) {
        this(kind, Device.CPU, precision);
    }

    /**
     * An engine with the weights of a release; the caller closes it.
     *
     * @throws UnusableDeviceException if the device is not there, or cannot be used
     * @throws IllegalArgumentException if the release is not made for the precision
     * @throws IllegalStateException if the library does not run as it should
     */
    public Engine fill(Release release) {
        return switch (kind) {
            case ONNX -> new OnnxEngine(release, device, precision);
            case DL4J -> new Dl4jEngine(release);
        };
    }
}
