package io.digitstream.trainer;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.weights.Release;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which network is trained. */
final class DigitsOption {
    private static final int STANDARD = 8;

    @Option(
            names = "--digits",
            paramLabel = "N",
            description = "Digits of the longest number that the network reads, 1 to 12."
                    + " Default: those of --from, or " + STANDARD)
    private @Nullable Integer digits;

    /**
     * The network.
     *
     * @param parent release that training goes on from; null for none
     * @throws IllegalArgumentException unless the option has a number of digits that networks can have
     */
    Architecture architecture(@Nullable Release parent) {
        if (digits == null && parent != null) {
            return parent.networks().reading();
        }
        return Architecture.of(digits == null ? STANDARD : digits);
    }
}
