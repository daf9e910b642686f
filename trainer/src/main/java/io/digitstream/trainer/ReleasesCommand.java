package io.digitstream.trainer;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.trainer.publishing.WeightsTopic;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code trainer releases}: what is on the topic of weights. */
@Command(
        name = "releases",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lists the releases on the topic of weights, oldest publication first, and says which is in force.",
        footer = {"", "Example: ${ROOT-COMMAND-NAME} releases --bootstrap-servers kafka:9092"})
final class ReleasesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws Exception {
        Connection connection = kafka.connection();
        try (WeightsTopic topic = WeightsTopic.open(connection)) {
            spec.commandLine()
                    .getOut()
                    .println(
                            new ReleasesTable(topic.index(), connection.topics().weights()));
        }
        return 0;
    }
}
