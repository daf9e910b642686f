package io.digitstream.recognizer.engine;

import java.util.Arrays;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The settings that ND4J, DL4J and their natives read once. {@link AcceleratedCpuBackend} makes them before any of these is
 * loaded. What the command line sets stays as it is.
 */
public final class Dl4jRuntime {
    private static final long NATIVE_BYTES = 3L << 30;

    private Dl4jRuntime() {}

    /** Chooses the natives with oneDNN, switches layer acceleration on, bounds native memory, keeps operations reachable. */
    static void prepare() {
        setUnlessSet("org.bytedeco.javacpp.platform.extension", "-onednn");
        setUnlessSet("org.eclipse.deeplearning4j.helpers.disable", "false");
        setUnlessSet("org.bytedeco.javacpp.maxbytes", Long.toString(NATIVE_BYTES));
        // The process as a whole: heap, natives, and what the JVM and RocksDB need beside them.
        setUnlessSet(
                "org.bytedeco.javacpp.maxphysicalbytes",
                Long.toString(Runtime.getRuntime().maxMemory() + 2 * NATIVE_BYTES));
        setUnlessSet("org.nd4j.log.initialization", "false");
        setUnlessSet("opexec", ReachableOpExecutioner.class.getName());
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Loads ND4J's natives, if they are not loaded yet. */
    static void load() {
        prepare();
        Nd4j.getBackend();
    }

    /**
     * Makes the calling thread compute on so many cores from now on. OpenMP's threads spin while they wait for each other: on
     * cores that decoding and Kafka use as well, inference on two cores took six times as long as on one.
     */
    public static void useCores(int cores) {
        // Loads the natives where nothing has yet: the holder does not.
        Nd4j.getBackend();
        // OpenBLAS keeps threads of its own, one for each core, which spin between two products: a tenth of both cores.
        openblas_nolapack.blas_set_num_threads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(cores);
    }

    /**
     * Frees what a graph allocated outside the heap, and the working memory of the calling thread. The graph's own way to close
     * does the same and then calls for two full garbage collections.
     */
    public static void free(ComputationGraph graph) {
        for (INDArray array : Arrays.asList(graph.params(), graph.getFlattenedGradients())) {
            if (array != null && array.closeable()) {
                array.close();
            }
        }
        MemoryWorkspaceManager workspaces = Nd4j.getWorkspaceManager();
        workspaces.getAllWorkspacesForCurrentThread().forEach(workspaces::destroyWorkspace);
    }

    /** One line on the backend, for the log. */
    static String describe() {
        return "ND4J " + Nd4j.getBackend().getClass().getSimpleName() + ", accelerated by oneDNN";
    }
}
