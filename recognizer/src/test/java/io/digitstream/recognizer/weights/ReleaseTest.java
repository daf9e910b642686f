package io.digitstream.recognizer.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.RandomScores;
import io.digitstream.recognizer.sequence.ReadingProfile;
import io.digitstream.recognizer.sequence.SequenceReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseTest {
    private static final Release RELEASE = FormulaWeights.release(1);
    private static final byte[] FILE = RELEASE.write();
    private static final ReadingProfile PROFILE = ReadingProfile.of(
            5, List.of(new SequenceReader(Calibration.none(5), 1).read(RandomScores.likely("42", 0.75f))));
    private static final ReadingProfile OTHER_PROFILE = ReadingProfile.of(5, List.of());

    @Test
    void isReadAsItWasWritten() throws InvalidWeightsException {
        Release release = Release.of(
                Networks.of(5),
                RELEASE.tensors(),
                new SequenceReader(new Calibration(List.of(1.0, 1.5, 0.8, 1.0 / 3, 2.0, 20.0)), 0.87654321),
                new LookReader(
                        new SequenceReader(new Calibration(List.of(1.25, 1.0, 0.05, 2.0 / 3, 7.0, 1.0)), 0.12345678)),
                Map.of("name", "autumn", "terms", "for people of good will"));
        Release read = Release.read(release.write());
        assertThat(read.metadata()).isEqualTo(release.metadata());
        assertThat(read.reader()).isEqualTo(release.reader());
        assertThat(read.lookReader()).isEqualTo(release.lookReader()).isNotEqualTo(new LookReader(release.reader()));
        assertThat(read.version()).isEqualTo(release.version()).matches("autumn-[0-9a-f]{8}");
        assertThat(read.note("terms")).isEqualTo("for people of good will");
        assertThat(read.note("nothing of that name")).isNull();
        assertThat(read.networks()).isEqualTo(Networks.of(5));
        for (int i = 0; i < read.tensors().size(); i++) {
            assertThat(read.tensors().get(i).shape())
                    .isEqualTo(Networks.of(5).tensors().get(i));
            assertThat(read.tensors().get(i).values())
                    .isEqualTo(release.tensors().get(i).values());
        }
        assertThat(read.write()).isEqualTo(release.write());
    }

    @Test
    void saysAllThatIsNeededToUseIt() {
        assertThat(RELEASE.metadata())
                .containsEntry("format", "digitstream-weights/2")
                .containsEntry("alphabet", "0123456789")
                .containsEntry("normalization", "(value - mean) / deviation, of each image, deviation at least 6")
                .containsEntry("crop", "region enlarged 1.3 times, cut at the edges, stretched")
                .containsEntry("overview", "whole photo in its proportions, in the middle, 0 around it")
                .containsEntry("architecture", Architecture.of(5).toString())
                .containsEntry("locator", LocatorArchitecture.CURRENT.toString())
                .containsEntry("fingerprint", Networks.of(5).fingerprint())
                .containsEntry("calibration", "1.0,1.0,1.0,1.0,1.0,1.0")
                .containsEntry("threshold", "0.5")
                .containsEntry("found.calibration", "1.0,1.0,1.0,1.0,1.0,1.0")
                .containsEntry("found.threshold", "0.5")
                .containsKey("sha256");
    }

    @Test
    void isNamedByItsNumbersAlone() throws InvalidWeightsException {
        Release renamed = Release.read(edited(metadata -> metadata.put("name", "other")));
        assertThat(renamed.version()).isEqualTo(RELEASE.version().replace("formula", "other"));
        assertThat(FormulaWeights.release(2).version()).isNotEqualTo(RELEASE.version());
        assertThat(Release.read(edited(metadata -> metadata.remove("name"))).version())
                .startsWith("weights-");
    }

    @Test
    void hasTheSameHashWhateverTheOrderOfItsTensors() throws InvalidWeightsException {
        List<Tensor> backwards = new ArrayList<>(RELEASE.tensors());
        Collections.reverse(backwards);
        Release read = Release.read(new Safetensors(RELEASE.metadata(), backwards).write());
        assertThat(read.version()).isEqualTo(RELEASE.version());
    }

    @Test
    void isRefusedWhenTheFileIsCutOff() {
        for (int length = 0; length < FILE.length; length += Math.max(1, FILE.length / 23)) {
            requireRefused(Arrays.copyOf(FILE, length), "");
        }
        requireRefused(Arrays.copyOf(FILE, FILE.length - 1), "a gap, an overlap or a cut file");
        requireRefused(Arrays.copyOf(FILE, FILE.length + 1), "1 bytes follow the last tensor");
    }

    @Test
    void isRefusedUnreadWhenTheFileIsTooLarge() {
        requireRefused(new byte[Release.MAX_BYTES + 1], "the weights file has");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format | digitstream-weights/1 | the release's format is 'digitstream-weights/1',",
                "alphabet | 0123456789ABCDEF | the release's alphabet is '0123456789ABCDEF',",
                "normalization | value / 255 | the release's normalization is 'value / 255',",
                "crop | region enlarged 1.5 times | the release's crop is 'region enlarged 1.5 times',",
                "overview | whole photo, stretched | the release's overview is 'whole photo, stretched',",
                "digits | 0 | numbers of up to '0' digits, expected 1 to 12",
                "digits | 13 | numbers of up to '13' digits, expected 1 to 12",
                "digits | five | numbers of up to 'five' digits, expected 1 to 12",
                "digits | 8 | the release's fingerprint is ",
                "fingerprint | 0123456789abcdef | the release's fingerprint is '0123456789abcdef',",
                "sha256 | 00 | the release's sha256 is '00',",
                "name | a b | the release's name is not 1 to 80 letters",
                "calibration | 1,1,1,1,1 | calibration has 5 temperatures, expected 6",
                "calibration | 1,1,1,1,1,1, | calibration or threshold: ",
                "calibration | 1,1,1,1,1,one | calibration or threshold: ",
                "calibration | 1,1,1,1,1,0 | a temperature lies in [0.05, 20], not 0.0",
                "calibration | 1,1,1,1,1,NaN | a temperature lies in [0.05, 20], not NaN",
                "threshold | 1.5 | a threshold lies in [0, 1], not 1.5",
                "threshold | NaN | a threshold lies in [0, 1], not NaN",
                "threshold | half | calibration or threshold: ",
                "found.calibration | 1,1,1,1,1 | calibration has 5 temperatures, expected 6",
                "found.calibration | 1,1,1,1,1,one | the release's found.calibration or threshold: ",
                "found.calibration | 1,1,1,1,1,21 | a temperature lies in [0.05, 20], not 21.0",
                "found.threshold | -0.5 | a threshold lies in [0, 1], not -0.5",
                "found.threshold | NaN | a threshold lies in [0, 1], not NaN",
                "found.threshold | half | the release's found.calibration or threshold: ",
            })
    void isRefusedWhenItsMetadataIsNotForThisProduct(String key, String value, String message) {
        requireRefused(edited(metadata -> metadata.put(key, value)), message);
    }

    /** The first releases do not state it. */
    @Test
    void readsFiveDigitsWhereItDoesNotSayHowMany() throws InvalidWeightsException {
        Release release = Release.read(edited(metadata -> metadata.remove("digits")));
        assertThat(release.networks()).isEqualTo(Networks.of(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 8, 12})
    void readsAsManyDigitsAsItStates(int digits) throws InvalidWeightsException {
        Networks networks = Networks.of(digits);
        SequenceReader reader = new SequenceReader(Calibration.none(digits), 0.5);
        Release made = Release.of(
                networks, FormulaWeights.tensors(networks, 1), reader, new LookReader(reader), Map.of("name", "long"));
        Release read = Release.read(made.write());
        assertThat(read.networks()).isEqualTo(networks);
        assertThat(read.note("digits")).isEqualTo(Integer.toString(digits));
        assertThat(read.reader().digits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "alphabet", "normalization", "crop", "overview", "fingerprint", "sha256"})
    void isRefusedWhenItsMetadataLacksARule(String key) {
        requireRefused(edited(metadata -> metadata.remove(key)), "the release's " + key + " is not stated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calibration", "threshold"})
    void isRefusedWithoutCalibrationOrThreshold(String key) {
        requireRefused(
                edited(metadata -> metadata.remove(key)), "the release's calibration or threshold: empty String");
    }

    @ParameterizedTest
    @ValueSource(strings = {"found.calibration", "found.threshold"})
    void isRefusedWithoutCalibrationOrThresholdOfNumbersWhosePlaceWasFound(String key) {
        requireRefused(
                edited(metadata -> metadata.remove(key)), "the release's found.calibration or threshold: empty String");
    }

    @Test
    void isRefusedWhenASingleBitIsWrong() {
        for (int at : new int[] {FILE.length - 4, (FILE.length / 2) & ~3, (FILE.length - 1_000_000) & ~3}) {
            byte[] flipped = FILE.clone();
            flipped[at] ^= 1;
            requireRefused(flipped, "the release's sha256 is '" + RELEASE.note("sha256") + "'");
        }
    }

    @Test
    void isRefusedWhenATensorIsMissing() {
        requireRefused(
                withTensors(tensors -> tensors.subList(1, tensors.size())),
                "the release lacks the tensors [block1.weight]");
        requireRefused(withTensors(tensors -> List.of()), "the release lacks the tensors [block1.beta, ");
    }

    @Test
    void isRefusedWithoutTheNetworkThatFindsNumbers() {
        requireRefused(
                withTensors(tensors ->
                        tensors.subList(0, Architecture.of(5).tensors().size())),
                "the release lacks the tensors [locator.block1.beta, locator.block1.gamma, ");
        requireRefused(
                withTensors(tensors -> tensors.subList(0, tensors.size() - 1)),
                "the release lacks the tensors [locator.box.bias]");
    }

    @Test
    void isRefusedWithoutTheNetworkThatReads() {
        requireRefused(
                withTensors(
                        tensors -> tensors.subList(Architecture.of(5).tensors().size(), tensors.size())),
                "the release lacks the tensors [block1.beta, ");
    }

    /** One hash for both networks: neither can be exchanged alone. */
    @ParameterizedTest
    @ValueSource(strings = {"block1.weight", "digit5.bias", "locator.block1.weight", "locator.box.bias"})
    void isRefusedWhenANumberOfEitherNetworkIsAnother(String name) {
        requireRefused(
                withTensors(tensors -> replaced(tensors, indexOf(name), tensor -> with(tensor, 0, 0.123f))),
                "the release's sha256 is '" + RELEASE.note("sha256") + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"digit5.bias", "locator.box.bias"})
    void isNamedByTheNumbersOfBothNetworks(String name) throws InvalidWeightsException {
        List<Tensor> changed = replaced(RELEASE.tensors(), indexOf(name), tensor -> with(tensor, 0, 0.123f));
        Release other =
                Release.of(Networks.of(5), changed, RELEASE.reader(), RELEASE.lookReader(), Map.of("name", "formula"));
        assertThat(other.version()).startsWith("formula-").isNotEqualTo(RELEASE.version());
        assertThat(other.note("fingerprint")).isEqualTo(RELEASE.note("fingerprint"));
    }

    @Test
    void namesTheFingerprintOfBothNetworksTogether() throws InvalidWeightsException {
        LocatorArchitecture current = LocatorArchitecture.CURRENT;
        Networks wider =
                new Networks(Architecture.of(5), new LocatorArchitecture(new InputShape(80, 176), current.trunk()));
        Release other = Release.of(wider, RELEASE.tensors(), RELEASE.reader(), RELEASE.lookReader(), Map.of());
        assertThat(other.note("sha256")).as("the same numbers").isEqualTo(RELEASE.note("sha256"));
        assertThat(other.note("fingerprint")).isEqualTo(wider.fingerprint());
        requireRefused(
                other.write(),
                "the release's fingerprint is '" + wider.fingerprint() + "', this version of Digitstream takes '"
                        + Networks.of(5).fingerprint() + "'");
    }

    @Test
    void isRefusedWhenATensorIsTooMany() {
        requireRefused(
                withTensors(tensors -> {
                    List<Tensor> more = new ArrayList<>(tensors);
                    more.add(new Tensor(new TensorShape("digit6.bias", List.of(11)), new float[11]));
                    return more;
                }),
                "the network has no tensor of that name, the release has TensorShape[name=digit6.bias");
    }

    @Test
    void isRefusedWhenATensorHasAnotherShape() {
        requireRefused(
                withTensors(tensors -> replaced(tensors, 0, first -> {
                    return new Tensor(new TensorShape("block1.weight", List.of(3, 16, 3, 3)), first.values());
                })),
                "the network has TensorShape[name=block1.weight, dimensions=[16, 3, 3, 3]], the release has"
                        + " TensorShape[name=block1.weight, dimensions=[3, 16, 3, 3]]");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void isRefusedWhenANumberIsNotFinite(float number) {
        requireRefused(
                withTensors(tensors -> replaced(tensors, 0, first -> with(first, 7, number))),
                "tensor block1.weight holds the number " + number);
    }

    @Test
    void isRefusedWhenANumberOfTheLocatingNetworkIsNone() {
        requireRefused(
                withTensors(tensors ->
                        replaced(tensors, indexOf("locator.presence.bias"), bias -> with(bias, 0, Float.NaN))),
                "tensor locator.presence.bias holds the number NaN");
        requireRefused(
                withTensors(tensors ->
                        replaced(tensors, indexOf("locator.block7.variance"), variance -> with(variance, 95, -1))),
                "tensor locator.block7.variance holds the number -1.0");
    }

    @Test
    void isRefusedWhenAVarianceIsNegative() {
        requireRefused(
                withTensors(tensors -> replaced(tensors, 4, variance -> with(variance, 3, -0.25f))),
                "tensor block1.variance holds the number -0.25");
    }

    @Test
    void isNotMadeOfTensorsThatMustNotFillANetwork() {
        List<Tensor> broken = replaced(RELEASE.tensors(), 5, tensor -> with(tensor, 0, Float.NaN));
        assertThatThrownBy(() -> Release.of(Networks.of(5), broken, RELEASE.reader(), RELEASE.lookReader(), Map.of()))
                .isInstanceOf(InvalidWeightsException.class)
                .hasMessage("tensor block2.weight holds the number NaN");
    }

    @Test
    void doesNotLetANoteStandInForAFact() throws InvalidWeightsException {
        Release release = Release.of(
                Networks.of(5),
                RELEASE.tensors(),
                RELEASE.reader(),
                RELEASE.lookReader(),
                Map.of(
                        "sha256", "forged",
                        "fingerprint", "forged",
                        "locator", "forged",
                        "threshold", "0",
                        "found.threshold", "0",
                        "format", "forged"));
        assertThat(release.metadata())
                .doesNotContainValue("forged")
                .containsEntry("threshold", "0.5")
                .containsEntry("found.threshold", "0.5");
    }

    @Test
    void saysWhatItReadInValidation() throws InvalidWeightsException {
        Release read = Release.read(edited(metadata -> {
            metadata.put(Release.PROFILE, PROFILE.text());
            metadata.put(Release.FOUND_PROFILE, OTHER_PROFILE.text());
        }));
        assertThat(read.profile()).contains(PROFILE);
        assertThat(read.foundProfile()).contains(OTHER_PROFILE);
        assertThat(read.metadata()).containsKeys("profile", "found.profile");
        assertThat(read.version()).isEqualTo(RELEASE.version());
    }

    @Test
    void doesNotHaveToSayWhatItReadInValidation() throws InvalidWeightsException {
        assertThat(RELEASE.profile()).isEmpty();
        assertThat(RELEASE.foundProfile()).isEmpty();
        Release half = Release.read(edited(metadata -> metadata.put(Release.FOUND_PROFILE, PROFILE.text())));
        assertThat(half.profile()).isEmpty();
        assertThat(half.foundProfile()).contains(PROFILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {Release.PROFILE, Release.FOUND_PROFILE})
    void isRefusedWhenAProfileIsMalformed(String key) {
        requireRefused(edited(metadata -> metadata.put(key, "")), "the release's " + key + ": not a profile");
        String tooMany = PROFILE.text().replace("uncertain 1", "uncertain 2");
        requireRefused(
                edited(metadata -> metadata.put(key, tooMany)),
                "the release's " + key + ": 2 of 1 readings are uncertain");
        assertThatThrownBy(() -> Release.of(
                        Networks.of(5), RELEASE.tensors(), RELEASE.reader(), RELEASE.lookReader(), Map.of(key, "good")))
                .isInstanceOf(InvalidWeightsException.class)
                .hasMessage("the release's " + key + ": not a profile of readings: 'good'");
    }

    private static void requireRefused(byte[] file, String message) {
        assertThatThrownBy(() -> Release.read(file))
                .isInstanceOf(InvalidWeightsException.class)
                .hasMessageContaining(message);
    }

    private static byte[] edited(Consumer<Map<String, String>> edit) {
        Map<String, String> metadata = new HashMap<>(RELEASE.metadata());
        edit.accept(metadata);
        return new Safetensors(metadata, RELEASE.tensors()).write();
    }

    private static byte[] withTensors(UnaryOperator<List<Tensor>> edit) {
        return new Safetensors(RELEASE.metadata(), edit.apply(RELEASE.tensors())).write();
    }

    private static List<Tensor> replaced(List<Tensor> tensors, int at, UnaryOperator<Tensor> edit) {
        List<Tensor> edited = new ArrayList<>(tensors);
        edited.set(at, edit.apply(edited.get(at)));
        return edited;
    }

    private static int indexOf(String name) {
        return RELEASE.tensors().stream()
                .map(tensor -> tensor.shape().name())
                .toList()
                .indexOf(name);
    }

    private static Tensor with(Tensor tensor, int at, float number) {
        float[] values = tensor.values().clone();
        values[at] = number;
        return new Tensor(tensor.shape(), values);
    }
}
