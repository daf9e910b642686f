package io.digitstream.trainer;

import io.digitstream.application.commandline.MisconfiguredException;
import io.digitstream.trainer.publishing.ReleaseKeys;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the key to sign releases with. */
final class SigningOption {
    @Option(
            names = "--sign",
            paramLabel = "KEYFILE",
            description =
                    "Private key to sign releases with, as 'trainer keys' makes it. Default: they are not signed.")
    private @Nullable Path file;

    /** @throws MisconfiguredException if the file cannot be read or is no such key */
    Optional<PrivateKey> key() {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ReleaseKeys.readPrivate(file));
        } catch (NoSuchFileException e) {
            throw new MisconfiguredException(List.of(file + ": there is no such file"));
        } catch (AccessDeniedException e) {
            throw new MisconfiguredException(List.of(file + ": it may not be read"));
        } catch (IOException e) {
            throw new MisconfiguredException(List.of(String.valueOf(e.getMessage())));
        }
    }
}
