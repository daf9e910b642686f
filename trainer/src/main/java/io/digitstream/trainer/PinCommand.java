package io.digitstream.trainer;

import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.schemas.CurrentRelease;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trainer pin}: a release in force that stays so. */
@Command(
        name = "pin",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Puts a release in force that is on the topic of weights, and pins it: trainers publish nothing over it"
                        + " until a person puts another one in force, or the same by 'trainer rollback'.",
        footer = {"", "Example: ${ROOT-COMMAND-NAME} pin shipped-ad53db70 --bootstrap-servers kafka:9092"})
final class PinCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "VERSION", description = "As 'trainer releases' lists it.")
    private String version = "";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws Exception {
        CurrentRelease wanted = new CurrentRelease(version, true);
        spec.commandLine().getOut().println(ByHand.of(kafka.connection()).putInForce(wanted, "pinned"));
        return 0;
    }
}
