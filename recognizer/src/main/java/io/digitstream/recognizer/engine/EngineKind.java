package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.weights.Release;
import java.util.Locale;

/** A library that runs the networks; both give the same but for rounding. */
public enum EngineKind {
    /** ONNX Runtime, several times as fast; it has no natives for Intel Macs. */
    ONNX,

    /** DL4J, which also trains. */
    DL4J;

    /** What runs the networks unless told otherwise: the fastest that runs here. */
    public static final EngineKind USUAL = onIntelMac() ? DL4J : ONNX;

    private static boolean onIntelMac() {
        return System.getProperty("os.name").startsWith("Mac")
                && System.getProperty("os.arch").equals("x86_64");
    }

    /**
     * An engine with the weights of a release, on one core; the caller closes it.
     *
     * @throws IllegalStateException if the library does not run as it should
     */
    public Engine fill(Release release) {
        return fill(release, Device.CPU);
    }

    /**
     * An engine with the weights of a release; the caller closes it.
     *
     * @throws IllegalArgumentException if the library is not made to run on this device here
     * @throws UnusableDeviceException if the device is not there, or cannot be used
     * @throws IllegalStateException if the library does not run as it should
     */
    public Engine fill(Release release, Device device) {
        if (!runsOn(device)) {
            throw new IllegalArgumentException(this + " does not run on " + device);
        }
        return switch (this) {
            case ONNX -> new OnnxEngine(release, device);
            case DL4J -> new Dl4jEngine(release);
        };
    }

    /** Whether it is made to, if the device is there. */
    public boolean runsOn(Device device) {
        return this == ONNX || device == Device.CPU;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
