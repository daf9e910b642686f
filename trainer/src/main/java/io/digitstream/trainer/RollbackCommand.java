package io.digitstream.trainer;

import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.schemas.CurrentRelease;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trainer rollback}: another release in force. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Puts another release in force that is on the topic of weights, older or newer. Trainers may publish"
                        + " over it; if they must not, use 'trainer pin'.",
        footer = {"", "Example: ${ROOT-COMMAND-NAME} rollback shipped-ad53db70 --bootstrap-servers kafka:9092"})
final class RollbackCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "VERSION", description = "As 'trainer releases' lists it.")
    private String version = "";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws Exception {
        CurrentRelease wanted = new CurrentRelease(version, false);
        spec.commandLine().getOut().println(ByHand.of(kafka.connection()).putInForce(wanted, "rolled back"));
        return 0;
    }
}
