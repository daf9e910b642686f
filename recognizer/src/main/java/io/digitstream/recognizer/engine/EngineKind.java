package io.digitstream.recognizer.engine;

import ai.onnxruntime.OrtEnvironment;
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
        return new EngineChoice(this, Precision.FP32).fill(release);
    }

    /**
     * Loads the library's natives, if they are not loaded yet.
     *
     * @throws LinkageError if they cannot be unpacked, or do not run on this platform
     */
    public void loadNatives() {
        switch (this) {
            case ONNX -> OrtEnvironment.getEnvironment();
            case DL4J -> Dl4jRuntime.load();
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
