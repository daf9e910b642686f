package io.digitstream.recognizer.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Trunk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.Nd4jCpu;

/** Without oneDNN everything works, eight times slower: that must never happen unnoticed. */
final class AccelerationTest {
    private static final String SWITCH = "org.eclipse.deeplearning4j.helpers.disable";

    @Test
    void isOnForEveryLayerThatHasIt() {
        requireAccelerated(
                Dl4jNetworkTest.drawn(Architecture.of(5), 1),
                "",
                Architecture.of(5).blocks().size());
        requireAccelerated(
                Dl4jLocatorNetworkTest.drawn(LocatorArchitecture.CURRENT, 1),
                LocatorArchitecture.PREFIX,
                LocatorArchitecture.CURRENT.trunk().size());
        assertThat(Dl4jRuntime.describe()).contains("CpuBackend").contains("oneDNN");
    }

    private static void requireAccelerated(ComputationGraph graph, String prefix, int blocks) {
        try {
            for (int i = 0; i < blocks; i++) {
                String block = Trunk.blockName(prefix, i);
                assertThat(graph.getLayer(block + ".convolution").getHelper())
                        .as(block + ".convolution")
                        .isNotNull();
                assertThat(graph.getLayer(block + ".normalization").getHelper())
                        .as(block + ".normalization")
                        .isNotNull();
            }
        } finally {
            graph.close();
        }
    }

    /** DL4J asks by reflection, under a name that ND4J has given up. */
    @Test
    void isFoundUnderTheNameThatDl4jLooksFor() throws ReflectiveOperationException {
        assertThat(Nd4j.getBackend()).isInstanceOf(AcceleratedCpuBackend.class);
        Class<?> environment = Class.forName("org.nd4j.nativeblas.Nd4jCpu$Environment");
        Object instance = environment.getMethod("getInstance").invoke(null);
        assertThat(environment.getMethod("isUseMKLDNN").invoke(instance)).isEqualTo(true);
        assertThat(Nd4jCpu.Environment.getInstance().isUseMKLDNN()).isTrue();
    }

    @Test
    void keepsWhatTheCommandLineSets() {
        String before = System.getProperty("org.nd4j.log.initialization");
        System.setProperty("org.nd4j.log.initialization", "command line");
        try {
            Dl4jRuntime.prepare();
            assertThat(System.getProperty("org.nd4j.log.initialization")).isEqualTo("command line");
        } finally {
            if (before == null) {
                System.clearProperty("org.nd4j.log.initialization");
            } else {
                System.setProperty("org.nd4j.log.initialization", before);
            }
        }
    }

    @Test
    void stopsTheStartWithAdviceWhereItIsSwitchedOff() throws IOException, InterruptedException {
        assertThat(inAnotherJvm("-D" + SWITCH + "=true", Started.class))
                .contains("IllegalStateException: DL4J runs without oneDNN acceleration. Start with")
                .contains("-D" + SWITCH + "=false")
                .doesNotContain(Started.MESSAGE);
    }

    @Test
    void needsNoOptionOnTheCommandLine() throws IOException, InterruptedException {
        assertThat(inAnotherJvm("-Dnothing=set", Started.class)).contains(Started.MESSAGE);
    }

    /** What the other JVM runs. */
    static final class Started {
        static final String MESSAGE = "the network was built";

        private Started() {}

        public static void main(String[] arguments) {
            Dl4jNetworkTest.drawn(Dl4jNetworkTest.ODD, 1).close();
            System.out.println(MESSAGE);
        }
    }

    @Test
    void isThereWhicheverClassOfTheirsIsTheFirst() throws IOException, InterruptedException {
        String expected = "ReachableOpExecutioner, oneDNN true, helper true";
        assertThat(inAnotherJvm("-Dfirst=array", TheirsFirst.class)).contains(expected);
        assertThat(inAnotherJvm("-Dfirst=layer", TheirsFirst.class)).contains(expected);
    }

    /** What the other JVM runs: a class of ND4J or DL4J before any of ours. */
    static final class TheirsFirst {
        private TheirsFirst() {}

        public static void main(String[] arguments) {
            if (System.getProperty("first", "").equals("array")) {
                Nd4j.create(2, 3).close();
            }
            MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                    .list(new BatchNormalization.Builder().nOut(2).build())
                    .setInputType(InputType.convolutional(4, 4, 2))
                    .build());
            network.init();
            System.out.printf(
                    "%s, oneDNN %s, helper %s%n",
                    Nd4j.getExecutioner().getClass().getSimpleName(),
                    Nd4jCpu.Environment.getInstance().isUseMKLDNN(),
                    network.getLayer(0).getHelper() != null);
        }
    }

    private static String inAnotherJvm(String option, Class<?> main) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add(option);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(output).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
