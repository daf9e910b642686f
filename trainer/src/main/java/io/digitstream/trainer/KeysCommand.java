package io.digitstream.trainer;

import io.digitstream.trainer.publishing.ReleaseKeys;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer keys}: a pair of keys to sign releases with. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes a pair of Ed25519 keys, as 'openssl genpkey -algorithm ed25519' does: one to sign releases with,"
                        + " one to check who made them.",
        footer = {"", "Example: ${ROOT-COMMAND-NAME} keys --out keys"})
final class KeysCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder for both files; it is made if it is missing. Keys that are there are not overwritten.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        ReleaseKeys keys = ReleaseKeys.in(out);
        keys.create();
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: the private key, for 'trainer publish --sign'; keep it secret, releases are trusted for its sake%n"
                                + "%s: the public key, for whoever wants to know that a release was signed with the other%n",
                        keys.privateKey(), keys.publicKey());
        return 0;
    }
}
