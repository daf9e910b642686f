package org.nd4j.nativeblas;

/**
 * The name under which DL4J 1.0.0-M2.1 looks for ND4J's environment before it accelerates a layer with oneDNN. ND4J moved
 * the class to {@link org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu} and DL4J was not told; without this bridge every
 * convolution runs on the slow path, silently. A release of DL4J that finds the class by itself makes this one needless.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** Answers the one question that DL4J asks, by reflection. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        public static Environment getInstance() {
            return INSTANCE;
        }

        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance()
                    .isUseONEDNN();
        }
    }
}
