package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.photos.DigitFile;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.photos.PostPhotos;
import io.digitstream.trainer.releasing.DrawnReleases;
import io.digitstream.trainer.scenes.Scene;
import io.digitstream.trainer.scenes.Scenes;
import io.digitstream.trainer.training.LocatingTrainee;
import io.digitstream.trainer.training.Optimization;
import io.digitstream.trainer.training.Schedule;
import io.digitstream.trainer.training.TrainingRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class TrainLocatorCommandTest {
    private static final String[] TINY = {"--count=9", "--batch=4", "--average=0"};
    private static final String[] TINY_RESUMED = {"--count=9", "--batch=4", "--average=0", "--resume"};

    private final Path folder;
    private final Path out;
    private final StringWriter errors = new StringWriter();

    TrainLocatorCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.out = folder.resolve("new.safetensors");
    }

    @Test
    void writesTheParentsReadingNetworkWithANewLocator() throws IOException, InvalidWeightsException {
        Release parent = parent(Map.of("terms", "none", "locator_of", "another-00000000"));
        List<LabeledPhoto> photos = new ArrayList<>(PostPhotos.some(8));
        assertThat(photos).noneMatch(photo -> PhotoSet.isHeldOut(photo.file()));
        photos.add(PostPhotos.photo(heldOut(), "42"));
        PostPhotos.write(photos, folder);
        assertThat(train(TINY)).isZero();
        assertThat(errors.toString()).isEmpty();
        Release made = Release.read(Files.readAllBytes(out));
        requireSame(DrawnReleases.reading(made), DrawnReleases.reading(parent));
        for (int i = 0; i < DrawnReleases.locating(made).size(); i++) {
            Tensor tensor = DrawnReleases.locating(made).get(i);
            assertThat(tensor.values())
                    .as(tensor.shape().name())
                    .isNotEqualTo(DrawnReleases.locating(parent).get(i).values());
        }
        assertThat(made.version()).startsWith("mine-");
        assertThat(made.metadata())
                .containsEntry("parent", parent.version())
                .containsEntry("terms", "none")
                .containsEntry("locator_trained_on", "[photos]")
                .containsKey("locator_recipe")
                .doesNotContainKey("locator_of");
        assertThat(made.note("validation")).contains("of 1 numbers right");
        assertThat(made.note("found.validation")).contains("of 1 numbers right");
        assertThat(folder).isDirectoryNotContaining("glob:**/*.checkpoint");
    }

    /** Name of a file that is kept for validation. */
    private static String heldOut() {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "house" + i + ".png")
                .filter(PhotoSet::isHeldOut)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goesOnWithARunThatWasStopped() throws IOException, InterruptedException, InvalidWeightsException {
        parent(Map.of());
        PostPhotos.write(PostPhotos.some(6), folder);
        assertThat(train(TINY)).isZero();
        Release uninterrupted = Release.read(Files.readAllBytes(out));
        Path checkpoint = folder.resolve("new.safetensors.checkpoint");
        try (TrainingRun<Scene> run = run(checkpoint)) {
            assertThat(run.train(TrainingRun::stop, 1)).isFalse();
        }
        Files.delete(out);
        assertThat(train(TINY_RESUMED)).isZero();
        requireSame(Release.read(Files.readAllBytes(out)).tensors(), uninterrupted.tensors());
        assertThat(checkpoint).doesNotExist();
    }

    /** As the command makes it. */
    private TrainingRun<Scene> run(Path checkpoint) throws IOException {
        PhotoSet photos = PhotoSet.load(
                folder.resolve("photos"),
                folder.resolve("photos.csv"),
                DigitFile.read(folder.resolve("digits.csv")),
                problem -> {
                    throw new AssertionError(problem);
                });
        LocatorArchitecture architecture = LocatorArchitecture.CURRENT;
        return TrainingRun.of(
                new LocatingTrainee(architecture),
                null,
                new Schedule(9, 4, new Optimization(0.002, 0.05, 10, 0, 2), 1),
                new Scenes(photos.training().photos(), architecture.input(), 1),
                checkpoint);
    }

    /** Steps of hardly any length change no weight. */
    @Test
    void goesOnFromTheLocatorOfARelease() throws IOException, InvalidWeightsException {
        parent(Map.of());
        Path from = folder.resolve("from.safetensors");
        Release begun = DrawnReleases.release(7, Map.of());
        Files.write(from, begun.write());
        PostPhotos.write(PostPhotos.some(4), folder);
        assertThat(train(
                        "--from",
                        from.toString(),
                        "--learning-rate=1e-30",
                        "--weight-decay=0",
                        "--count=2",
                        "--batch=2",
                        "--average=0"))
                .isZero();
        Release made = Release.read(Files.readAllBytes(out));
        requireSame(weights(DrawnReleases.locating(made)), weights(DrawnReleases.locating(begun)));
        assertThat(made.note("locator_parent")).isEqualTo(begun.version());
    }

    private static List<Tensor> weights(List<Tensor> tensors) {
        return tensors.stream()
                .filter(tensor -> tensor.shape().name().endsWith(".weight"))
                .toList();
    }

    @Test
    void doesNotGoOnWithoutACheckpoint() throws IOException, InvalidWeightsException {
        parent(Map.of());
        PostPhotos.write(PostPhotos.some(3), folder);
        assertThat(train(TINY_RESUMED)).isEqualTo(1);
        assertThat(errors.toString())
                .contains("no such file", "new.safetensors.checkpoint")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--replicas=0 | at least one replica is needed, not 0",
                "--batch=1 --count=0 | a batch must have an image for each of 2 replicas, not 1; a run must have the 1 images of a batch, not 0",
                "--learning-rate=-1 --clip=0 | the learning rate must be positive, not -1.0; the longest gradient must be positive, not 0.0",
                "--dropout=0.1 | Unknown option: '--dropout=0.1'",
                "--count=many | Invalid value for option '--count'",
            })
    void namesOptionsThatAreWrong(String arguments, String message) throws IOException, InvalidWeightsException {
        parent(Map.of());
        PostPhotos.write(PostPhotos.some(2), folder);
        assertThat(train(arguments.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(message);
        assertThat(out).doesNotExist();
    }

    @Test
    void namesOptionsThatAreMissing() {
        assertThat(execute("train-locator", "--out", out.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("--images");
        assertThat(execute("train-locator", "--images", "photos")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("Missing required option: '--out=FILE'");
    }

    /** Before it reads anything. */
    @ParameterizedTest
    @ValueSource(strings = {"", "my weights", "a/b", "näme"})
    void refusesANameThatNoReleaseCanHave(String name) {
        assertThat(execute("train-locator", "--images", "none", "--out", out.toString(), "--name", name))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("--name: expected 1 to 80 letters, digits, '.', '_' or '-'");
    }

    @Test
    void saysInALineWhatThePhotosLack() throws IOException, InvalidWeightsException {
        parent(Map.of());
        List<LabeledPhoto> photos = new ArrayList<>();
        for (LabeledPhoto photo : PostPhotos.some(3)) {
            photos.add(new LabeledPhoto(photo.file(), photo.image(), photo.region(), photo.label()));
        }
        PostPhotos.write(photos, folder);
        assertThat(train(TINY)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString())
                .startsWith("no photo has the places of its digits, so there are no plates to paste")
                .doesNotContain("\tat ");
    }

    private Release parent(Map<String, String> notes) throws IOException, InvalidWeightsException {
        Release parent = DrawnReleases.release(5, notes);
        Files.write(folder.resolve("parent.safetensors"), parent.write());
        return parent;
    }

    private int train(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "train-locator",
                "--images",
                folder.resolve("photos").toString(),
                "--digit-boxes",
                folder.resolve("digits.csv").toString(),
                "--release",
                folder.resolve("parent.safetensors").toString(),
                "--name=mine",
                "--out",
                out.toString()));
        arguments.addAll(List.of(options));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return TrainerMain.commandLine().setErr(new PrintWriter(errors)).execute(arguments);
    }

    private static void requireSame(List<Tensor> found, List<Tensor> expected) {
        assertThat(found)
                .extracting(Tensor::shape)
                .isEqualTo(expected.stream().map(Tensor::shape).toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).values())
                    .as(found.get(i).shape().name())
                    .isEqualTo(expected.get(i).values());
        }
    }
}
