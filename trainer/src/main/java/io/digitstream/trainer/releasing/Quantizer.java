package io.digitstream.trainer.releasing;

import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.EngineChoice;
import io.digitstream.recognizer.engine.EngineKind;
import io.digitstream.recognizer.engine.Precision;
import io.digitstream.recognizer.engine.Reach;
import io.digitstream.recognizer.weights.Quantization;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.evaluation.Evaluator;
import java.util.List;

/**
 * Finds out how the network that reads is to be computed in whole numbers, and how many numbers fewer are read right then.
 *
 * @param photos real ones, that nothing was trained on
 */
public record Quantizer(Evaluator photos) {
    /** The release with what was found out; as it is where there are no photos, or where nothing runs in whole numbers. */
    public Release into(Release release) {
        if (photos.pixels().isEmpty() || EngineKind.USUAL != EngineKind.ONNX) {
            return release;
        }
        List<Float> reach = Reach.of(release, photos.pixels());
        Release trial = release.withQuantization(new Quantization(reach, 0));
        Evaluator nearby = photos.nearby();
        double cost = accuracy(trial, Precision.FP32, nearby) - accuracy(trial, Precision.INT8, nearby);
        return release.withQuantization(new Quantization(reach, 100 * cost));
    }

    private static double accuracy(Release release, Precision precision, Evaluator evaluator) {
        try (Engine engine = new EngineChoice(EngineKind.ONNX, precision).fill(release)) {
            return evaluator.evaluate(evaluator.score(engine), release.reader()).accuracy();
        }
    }
}
