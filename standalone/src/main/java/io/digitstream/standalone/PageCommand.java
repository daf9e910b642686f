package io.digitstream.standalone;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.standalone.page.PageAccess;
import io.digitstream.standalone.page.PageServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The page: watch images being read, review readings, follow releases. */
@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        description = {
            "Serves a page that shows what a running system reads, takes corrections, and follows releases; until Ctrl-C.",
            "It is for this machine alone unless --host says otherwise, and then asks for a token."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} page --bootstrap-servers localhost:9092"})
final class PageCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "localhost",
            description = "Name or address to serve the page at. Default: ${DEFAULT-VALUE}")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Default: ${DEFAULT-VALUE}; 0 takes one that is free.")
    private int port;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:PAGE_TOKEN}",
            description = "Who opens the page must know it. Default: PAGE_TOKEN of the environment")
    private @Nullable String token;

    @Option(
            names = "--without-token",
            description =
                    "Lets everybody in who reaches the port: for one that others cannot reach, as in a container.")
    private boolean withoutToken;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Connection connection = kafka.connection();
        try (StopSignal stop = new StopSignal();
                PageServer server = PageServer.start(connection, access(), host, port)) {
            spec.commandLine().getErr().println("The page is at http://%s:%d".formatted(host, server.port()));
            stop.await();
            return ExitCode.OK;
        }
    }

    private PageAccess access() {
        if (token != null && !token.isBlank()) {
            return PageAccess.byToken(token);
        }
        if (!withoutToken && !host.equals("localhost") && !host.equals("127.0.0.1")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--host: others than this machine can reach %s: give a --token, or say --without-token"
                            .formatted(host));
        }
        return PageAccess.open();
    }
}
