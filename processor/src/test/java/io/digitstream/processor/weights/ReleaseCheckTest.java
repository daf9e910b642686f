package io.digitstream.processor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.digitstream.processor.batch.FakeEngine;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.ReleaseSignature;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WeightsChunk;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseCheckTest {
    private static final Release RELEASE = SampleReleases.release(1);
    private static final String VERSION = RELEASE.version();
    private static final byte[] FILE = RELEASE.write();
    private static final KeyPair KEYS = keys();

    private final FakeEngine engine = new FakeEngine();
    private final WeightsRelease manifest = SampleReleases.manifest(VERSION, FILE);
    private ReleaseCheck check = new ReleaseCheck(Optional.empty(), this::open);
    private int opened;

    @Test
    void passesWhatIsAsItShouldBe() throws BrokenReleaseException {
        Recognizer recognizer = pass(FILE);

        assertThat(recognizer.weightsVersion()).isEqualTo(VERSION);
        assertThat(recognizer.engine()).isSameAs(engine);
        assertThat(engine.closedBy()).isEmpty();
        assertThat(engine.batches()).as("warmed up with its golden images").hasSize(1);
        assertThat(engine.numbers()).hasSize(SampleReleases.GOLDEN);
    }

    @Test
    void refusesADamagedChunk() {
        List<WeightsChunk> chunks = WeightsFile.cut(VERSION, FILE.clone());
        chunks.get(1).getBytes().put(1_000, (byte) ~chunks.get(1).getBytes().get(1_000));

        assertRefused(chunks)
                .startsWith("release " + VERSION + " has the hash ")
                .endsWith("its manifest says " + WeightsFile.sha256(FILE));
    }

    @Test
    void refusesAReleaseThatLacksAChunk() {
        List<WeightsChunk> chunks = WeightsFile.cut(VERSION, FILE);
        int count = chunks.size();
        chunks.remove(2);

        assertRefused(chunks).isEqualTo("chunk 2 of %d of release %s is missing", count, VERSION);
    }

    @Test
    void refusesAReleaseWhoseLastChunkIsCutOff() {
        List<WeightsChunk> chunks = WeightsFile.cut(VERSION, FILE);
        WeightsChunk last = chunks.get(chunks.size() - 1);
        last.getBytes().limit(last.getBytes().limit() - 1);

        assertRefused(chunks).startsWith("release " + VERSION + " is cut off: ");
    }

    /** Manifest and chunks agree: it was cut off before it was published. */
    @Test
    void refusesAFileThatIsCutOff() {
        byte[] cut = Arrays.copyOf(FILE, FILE.length - 100);

        assertRefused(cut)
                .startsWith("release " + VERSION + ": the numbers of ")
                .contains("a cut file");
    }

    @Test
    void refusesAFileOfAnotherHashThanItsManifestStates() {
        manifest.setSha256("ab".repeat(32));

        assertRefused(WeightsFile.cut(VERSION, FILE))
                .isEqualTo(
                        "release %s has the hash %s, its manifest says %s",
                        VERSION, WeightsFile.sha256(FILE), "ab".repeat(32));
    }

    @Test
    void refusesAReleaseThatClaimsTooManyBytes() {
        manifest.setSize(Release.MAX_BYTES + 1L);

        assertRefused(WeightsFile.cut(VERSION, FILE))
                .isEqualTo("release %s claims 268,435,457 bytes, the limit is 268,435,456", VERSION);
    }

    @Test
    void refusesWhatIsNoWeightsFile() {
        assertRefused(new byte[20]).startsWith("release " + VERSION + ": the header claims 0 bytes");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void refusesANumberThatIsNone(float number) {
        Tensor tensor = SampleReleases.lastTensor(RELEASE);
        float[] values = tensor.values().clone();
        values[0] = number;

        assertRefused(SampleReleases.withLastTensor(RELEASE, new Tensor(tensor.shape(), values)))
                .isEqualTo(
                        "release %s: tensor %s holds the number %s",
                        VERSION, tensor.shape().name(), number);
    }

    @Test
    void refusesATensorOfAnotherShape() {
        TensorShape shape = SampleReleases.lastTensor(RELEASE).shape();
        TensorShape other = new TensorShape(shape.name(), List.of(1, shape.size()));
        Tensor tensor = new Tensor(other, SampleReleases.lastTensor(RELEASE).values());

        assertRefused(SampleReleases.withLastTensor(RELEASE, tensor))
                .isEqualTo("release %s: the network has %s, the release has %s", VERSION, shape, other);
    }

    @Test
    void refusesNumbersThatAreNotThoseOfItsHash() {
        assertRefused(SampleReleases.withEntry(RELEASE, "sha256", "cd".repeat(32)))
                .startsWith("release " + VERSION + ": the release's sha256 is 'cdcd");
    }

    @Test
    void refusesAReleaseForAnotherArchitecture() {
        assertRefused(SampleReleases.withEntry(RELEASE, "fingerprint", "0123456789abcdef"))
                .isEqualTo(
                        "release %s: the release's fingerprint is '0123456789abcdef', this version of Digitstream takes '%s'",
                        VERSION, Networks.of(5).fingerprint());
    }

    @Test
    void refusesAFileUnderTheVersionOfAnother() {
        manifest.setVersion("formula-00000000");

        assertRefused(WeightsFile.cut("formula-00000000", FILE))
                .isEqualTo("the file of release formula-00000000 is that of release %s", VERSION);
    }

    /** Whatever a manifest says: nothing that is wrong with a release is the follower's end. */
    @Test
    void refusesAVersionThatNoKeyCanHave() {
        manifest.setVersion("not/a version");

        assertRefused(List.of())
                .startsWith("release not/a version cannot be put to work: ")
                .endsWith("got \"not/a version\"");
    }

    @Test
    void passesWhatIsSignedWithTheConfiguredKey() throws BrokenReleaseException {
        requireSignatures();
        manifest.setSignature(ReleaseSignature.sign(manifest.getSha256(), KEYS.getPrivate()));

        assertThat(pass(FILE).weightsVersion()).isEqualTo(VERSION);
    }

    @Test
    void refusesWhatIsNotSignedWhereAKeyIsConfigured() {
        requireSignatures();

        assertRefused(WeightsFile.cut(VERSION, FILE))
                .isEqualTo("release %s is not signed, and a public key is configured", VERSION);
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        requireSignatures();
        manifest.setSignature(ReleaseSignature.sign(manifest.getSha256(), keys().getPrivate()));

        assertRefused(WeightsFile.cut(VERSION, FILE))
                .isEqualTo("the signature of release %s was not made with the configured key", VERSION);
    }

    /** The signature is over the hash that the manifest states, so this must be the file's. */
    @Test
    void refusesAnotherFileUnderAGoodSignature() {
        requireSignatures();
        manifest.setSignature(ReleaseSignature.sign(manifest.getSha256(), KEYS.getPrivate()));
        byte[] other = FILE.clone();
        other[other.length - 1] ^= 1;

        assertRefused(WeightsFile.cut(VERSION, other)).startsWith("release " + VERSION + " has the hash ");
    }

    @Test
    void asksForNoSignatureWhereNoKeyIsConfigured() throws BrokenReleaseException {
        manifest.setSignature(ReleaseSignature.sign(manifest.getSha256(), keys().getPrivate()));

        assertThat(pass(FILE).weightsVersion()).isEqualTo(VERSION);
    }

    @Test
    void passesWhatReadsNineOfItsTenGoldenImages() throws BrokenReleaseException {
        assertThat(pass(RELEASE.withGolden(SampleReleases.golden(1)).write()).weightsVersion())
                .isEqualTo(VERSION);
        assertThat(engine.closedBy()).isEmpty();
    }

    @Test
    void refusesWhatReadsFewerOfItsGoldenImages() {
        assertRefused(RELEASE.withGolden(SampleReleases.golden(2)).write())
                .isEqualTo("release %s reads 8 of its 10 golden images", VERSION);
    }

    @Test
    void refusesWhatHasNoGoldenImages() {
        assertRefused(SampleReleases.bare(1).write())
                .isEqualTo("release %s carries no golden images to prove itself by", VERSION);
        assertThat(opened).isZero();
    }

    static Stream<Named<Supplier<? extends Throwable>>> faults() {
        return Stream.of(
                Named.of("an exception", () -> new IllegalStateException("no native memory")),
                Named.of("an error", () -> new OutOfMemoryError("no native memory")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesWhatCannotBeOpened(Supplier<? extends Throwable> fault) {
        check = new ReleaseCheck(Optional.empty(), release -> {
            throw FakeEngine.unchecked(fault.get());
        });

        assertRefused(FILE)
                .startsWith("release " + VERSION + " cannot be put to work: ")
                .endsWith(": no native memory");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesWhatFailsOnItsGoldenImages(Supplier<? extends Throwable> fault) {
        engine.failOn(batch -> true, fault);

        assertRefused(FILE)
                .startsWith("release " + VERSION + " cannot be put to work: ")
                .endsWith(": no native memory");
    }

    @Test
    void opensNothingBeforeEveryOtherCheckIsPassed() {
        manifest.setVersion("formula-00000000");

        assertRefused(WeightsFile.cut("formula-00000000", FILE)).contains("is that of release");
        assertThat(opened).isZero();
    }

    private Recognizer open(Release release) {
        opened++;
        return engine.as(release.version());
    }

    private void requireSignatures() {
        check = new ReleaseCheck(Optional.of(KEYS.getPublic()), check.opening());
    }

    private Recognizer pass(byte[] file) throws BrokenReleaseException {
        WeightsRelease fitting = SampleReleases.manifest(VERSION, file);
        fitting.setSignature(manifest.getSignature());
        return check.pass(fitting, written(fitting, WeightsFile.cut(VERSION, file)));
    }

    private AbstractStringAssert<?> assertRefused(byte[] file) {
        return assertRefusal(() -> pass(file));
    }

    private AbstractStringAssert<?> assertRefused(List<WeightsChunk> chunks) {
        return assertRefusal(() -> check.pass(manifest, written(manifest, chunks)));
    }

    private AbstractStringAssert<?> assertRefusal(Checking checking) {
        BrokenReleaseException refusal = catchThrowableOfType(
                BrokenReleaseException.class, () -> checking.check().close());
        assertThat(refusal).as("the refusal").isNotNull();
        assertThat(engine.closedBy()).as("nothing is left open").hasSize(opened);
        return assertThat(refusal.getMessage());
    }

    private interface Checking {
        Recognizer check() throws BrokenReleaseException;
    }

    private static WeightsFile written(WeightsRelease manifest, List<WeightsChunk> chunks) {
        WeightsFile file = new WeightsFile(TopicValues.singleObject(), manifest);
        chunks.forEach(chunk -> file.add(
                WeightsKeys.chunk(chunk.getVersion(), chunk.getIndex()), WireFormat.WEIGHTS_CHUNK.encode(chunk)));
        return file;
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
