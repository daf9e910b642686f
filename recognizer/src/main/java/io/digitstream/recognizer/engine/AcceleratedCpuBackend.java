package io.digitstream.recognizer.engine;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's backend for CPUs, with {@linkplain Dl4jRuntime the settings} that it needs here. ND4J creates its backends by {@link
 * java.util.ServiceLoader} before it loads anything native, so that the settings are in force whichever class of ND4J or DL4J
 * loads first, and whoever loads it.
 */
public final class AcceleratedCpuBackend extends CpuBackend {
    /** Of the service loader. */
    public AcceleratedCpuBackend() {
        Dl4jRuntime.prepare();
    }

    /** ND4J takes the available backend of the highest priority. */
    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }
}
