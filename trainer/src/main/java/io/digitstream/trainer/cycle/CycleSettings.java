package io.digitstream.trainer.cycle;

import io.digitstream.trainer.gate.GateRules;
import io.digitstream.trainer.training.Optimization;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * How a cycle trains, judges and publishes. Immutable.
 *
 * @param name first part of the versions that it publishes
 * @param images to train on in a cycle
 * @param batchSize images a step
 * @param optimization how gradients move the weights
 * @param freshShare share of the images that are of new labels, in [0, 1]; the rest is known already
 * @param mostLabels newest labels that are kept in memory
 * @param rules of the gate
 * @param keep releases that stay on the topic, at least 1
 * @param key to sign releases with
 */
public record CycleSettings(
        String name,
        long images,
        int batchSize,
        Optimization optimization,
        double freshShare,
        int mostLabels,
        GateRules rules,
        int keep,
        Optional<PrivateKey> key) {
    public CycleSettings {
        if (!(freshShare >= 0 && freshShare <= 1) || mostLabels < 1 || keep < 1) {
            throw new IllegalArgumentException(
                    "expected a share from 0 to 1, at least 1 label and at least 1 release, got %s, %d and %d"
                            .formatted(freshShare, mostLabels, keep));
        }
    }
}
