package io.digitstream.trainer.releasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.engine.Reach;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.weights.Quantization;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.photos.PostPhotos;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.MAC, architectures = "x86_64", disabledReason = "ONNX Runtime has no natives for it any more")
final class QuantizerTest {
    private static final Release RELEASE = ShippedWeights.load();

    @Test
    void observesThePhotosAndCountsWhatIsReadRightOnThem() throws ImageRejectedException {
        Evaluator photos = evaluator(PostPhotos.some(12));
        Release quantized = new Quantizer(photos).into(RELEASE);
        Quantization quantization = quantized.quantization().orElseThrow();
        assertThat(quantization.reach()).isEqualTo(Reach.of(RELEASE, photos.pixels()));
        assertThat(quantization.cost()).isBetween(-10.0, 10.0);
        assertThat(quantized.version()).isEqualTo(RELEASE.version());
        assertThat(quantized.golden()).isEqualTo(RELEASE.golden());
    }

    @Test
    void leavesAReleaseAsItIsWithoutPhotos() throws ImageRejectedException {
        assertThat(new Quantizer(evaluator(List.of())).into(RELEASE)).isSameAs(RELEASE);
    }

    private static Evaluator evaluator(List<LabeledPhoto> photos) throws ImageRejectedException {
        return new Evaluator(new PhotoSet(photos), RELEASE.networks().reading().input());
    }
}
