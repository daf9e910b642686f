package io.digitstream.recognizer.engine;

import java.util.Locale;

/** What the networks run on. */
public enum Device {
    /** One core. */
    CPU,

    /** The first NVIDIA GPU, by ONNX Runtime as the Maven profile {@code cuda} takes it. */
    CUDA;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
