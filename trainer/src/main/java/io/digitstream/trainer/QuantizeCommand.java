package io.digitstream.trainer;

import io.digitstream.recognizer.weights.Quantization;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.releasing.Quantizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer quantize}: how a release is computed in 8 bits. */
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Observes how far the values of the network that reads reach on those of the photos that training keeps for"
                    + " validation, and how many of these are read right when it is computed in whole numbers of 8 bits; writes"
                    + " the release with both. Weights, thresholds and version stay.",
            "",
            "'train' and 'train-locator' do that with what they release; this is for releases that are older, and for photos"
                    + " of another kind."
        },
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} quantize --release my.safetensors --images photos.zip --out my.safetensors"
        })
final class QuantizeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ReleaseFile releaseFile = new ReleaseFile();

    @ArgGroup(exclusive = false, multiplicity = "1..*")
    private List<LabeledImages> sources = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Release file to write.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        Release release = releaseFile.load();
        PhotoSet photos = LabeledImages.load(sources).validation();
        Evaluator evaluator = new Evaluator(photos, release.networks().reading().input());
        Release quantized = new Quantizer(evaluator).into(release);
        Quantization quantization = quantized
                .quantization()
                .orElseThrow(
                        () -> new IOException("there are no photos to observe, or nothing that runs in 8 bits here"));
        Files.write(out, quantized.write());
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: release %s; in int8 it reads %s than in fp32, of %,d photos, %s%n",
                        out,
                        quantized.version(),
                        quantization.effect(),
                        photos.photos().size(),
                        quantization.cheap()
                                ? "and may be used"
                                : "and is not used: %.1f is the limit".formatted(Quantization.MOST_COST));
        return 0;
    }
}
