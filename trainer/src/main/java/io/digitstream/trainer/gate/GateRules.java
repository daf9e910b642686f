package io.digitstream.trainer.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to replace a release. Immutable.
 *
 * @param leastImages held-out images, of the old and the new test together, at least 1
 * @param margin accuracy that the challenger may lose on the old test, in [0, 1]
 * @param significance the {@linkplain PairedComparison#pValue() p-value} up to which the challenger counts as better, in
 *     [0, 1]
 * @param leastAccuracy of the challenger, in [0, 1]
 * @param mostCalibrationError expected calibration error of the challenger, in [0, 1]
 * @param leastAccuracyOfLength of the challenger on the numbers of any one length, in [0, 1]
 * @param leastOfLength images of a length, without which it is not judged, at least 1
 */
public record GateRules(
        int leastImages,
        double margin,
        double significance,
        double leastAccuracy,
        double mostCalibrationError,
        double leastAccuracyOfLength,
        int leastOfLength) {
    public static final GateRules DEFAULT = new GateRules(200, 0.02, 0.05, 0.5, 0.12, 0.3, 20);

    public GateRules {
        List<String> broken = new ArrayList<>();
        require(leastImages >= 1, "leastImages is at least 1", leastImages, broken);
        require(isShare(margin), "margin lies in [0, 1]", margin, broken);
        require(isShare(significance), "significance lies in [0, 1]", significance, broken);
        require(isShare(leastAccuracy), "leastAccuracy lies in [0, 1]", leastAccuracy, broken);
        require(isShare(mostCalibrationError), "mostCalibrationError lies in [0, 1]", mostCalibrationError, broken);
        require(isShare(leastAccuracyOfLength), "leastAccuracyOfLength lies in [0, 1]", leastAccuracyOfLength, broken);
        require(leastOfLength >= 1, "leastOfLength is at least 1", leastOfLength, broken);
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", broken));
        }
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }

    private static void require(boolean met, String requirement, Number value, List<String> broken) {
        if (!met) {
            broken.add(requirement + ", not " + value);
        }
    }
}
