package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.weights.Release;
import java.util.Locale;

/** A library that runs the networks; both give the same but for rounding. */
public enum EngineKind {
    /** ONNX Runtime, several times as fast; not yet sound on every class path, see docs/decisions/0010. */
    ONNX,

    /** DL4J, which also trains. */
    DL4J;

    /** What runs the networks unless told otherwise. */
    public static final EngineKind USUAL = DL4J;

    /**
     * An engine with the weights of a release; the caller closes it.
     *
     * @throws IllegalStateException if the library does not run as it should
     */
    public Engine fill(Release release) {
        return switch (this) {
            case ONNX -> new OnnxEngine(release);
            case DL4J -> new Dl4jEngine(release);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
