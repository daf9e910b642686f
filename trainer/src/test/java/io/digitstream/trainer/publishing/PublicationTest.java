package io.digitstream.trainer.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class PublicationTest {
    private static void write(Publication publication, BiConsumer<String, byte[]> topic) {
        publication
                .coming()
                .forEach((key, coming) -> topic.accept(key, coming.encode("weights", TopicValues.singleObject())));
    }

    private static final OutgoingRelease RELEASE =
            OutgoingRelease.of(SomeReleases.release(1, Map.of("parent", "b")), Instant.EPOCH);
    private static final String VERSION = RELEASE.version();

    private final WeightsIndex index = SomeReleases.index("a", "b", "c", "d", "e", "f");
    private final TrainingReport report = SomeReleases.report(ReportKind.PUBLISHED, VERSION);

    @Test
    void aReleaseComesInChunksThenItsManifestThenItIsInForce() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int chunk = 0; chunk < RELEASE.chunks().size(); chunk++) {
            expected.add(WeightsKeys.chunk(VERSION, chunk));
        }
        expected.add(WeightsKeys.release(VERSION));
        expected.add(WeightsKeys.current());

        Publication publication = Publication.release(RELEASE, index, 10, report);

        assertThat(publication.coming().keySet()).containsExactlyElementsOf(expected);
        assertThat(publication.leaving()).isEmpty();
        assertThat(publication.report()).isEqualTo(report);
    }

    @Test
    void whatComesIsReadAsTheReleaseInForce() throws IOException, BrokenReleaseException {
        Publication publication = Publication.release(RELEASE, index, 10, report);
        WeightsFile file = new WeightsFile(TopicValues.singleObject(), RELEASE.manifest());
        write(publication, index::add);
        write(publication, file::add);

        assertThat(index.current()).contains(new CurrentRelease(VERSION, false));
        assertThat(index.release(VERSION)).contains(RELEASE.manifest());
        assertThat(WeightsFile.sha256(file.join(1 << 30)))
                .isEqualTo(RELEASE.manifest().getSha256());
    }

    @Test
    void theOldestLeaveButNotItsParent() throws IOException {
        assertThat(leaving(Publication.release(RELEASE, index, 3, report))).containsExactly("a", "c", "d");
    }

    @Test
    void theOneThatWasInForceStays() throws IOException {
        SomeReleases.put(index, new CurrentRelease("c", false));
        assertThat(leaving(Publication.release(RELEASE, index, 3, report))).containsExactly("a", "d");
    }

    @Test
    void onePinnedStays() throws IOException {
        SomeReleases.put(index, new CurrentRelease("a", true));
        assertThat(leaving(Publication.release(RELEASE, index, 3, report))).containsExactly("c", "d");
    }

    @Test
    void theOneThatItWasComparedWithStays() throws IOException {
        report.setAgainst("d");
        assertThat(leaving(Publication.release(RELEASE, index, 3, report))).containsExactly("a", "c");
    }

    @Test
    void whatLeavesLeavesNoChunkBehind() throws IOException {
        WeightsIndex one = SomeReleases.index("a");
        assertThat(Publication.release(RELEASE, one, 1, report).tombstones())
                .containsExactly("release/a", "chunk/a/00000", "chunk/a/00001");
    }

    @Test
    void aManifestThatClaimsMoreChunksThanThereCanBeStopsNobody() throws IOException {
        WeightsRelease manifest = SomeReleases.manifest("a");
        manifest.setChunkCount(Integer.MAX_VALUE);
        WeightsIndex one = new WeightsIndex(TopicValues.singleObject());
        SomeReleases.add(one, manifest);

        assertThat(Publication.release(RELEASE, one, 1, report).tombstones())
                .hasSize(1 + 100_000)
                .endsWith("chunk/a/99999");
    }

    @Test
    void aManifestThatClaimsLessThanNothingStopsNobody() throws IOException {
        WeightsRelease manifest = SomeReleases.manifest("a");
        manifest.setChunkCount(-1);
        WeightsIndex one = new WeightsIndex(TopicValues.singleObject());
        SomeReleases.add(one, manifest);

        assertThat(Publication.release(RELEASE, one, 1, report).tombstones()).containsExactly("release/a");
    }

    @Test
    void theSameReleaseMayComeAgain() throws IOException {
        SomeReleases.add(index, RELEASE.manifest());

        Publication publication = Publication.release(RELEASE, index, 1, report);

        assertThat(publication.coming()).containsKey(WeightsKeys.release(VERSION));
        assertThat(leaving(publication)).doesNotContain(VERSION);
    }

    @Test
    void anotherFileUnderItsVersionIsNotOverwritten() {
        WeightsRelease other = RELEASE.manifest();
        other.setSha256("cd".repeat(32));
        SomeReleases.add(index, other);

        assertThatThrownBy(() -> Publication.release(RELEASE, index, 10, report))
                .isInstanceOf(VersionTakenException.class)
                .hasMessage("release " + VERSION
                        + " is on the topic already, as another file: this one needs another name");
    }

    @Test
    void anotherReleaseInForceIsOneRecord() {
        CurrentRelease pinned = new CurrentRelease("c", true);

        Publication publication = Publication.inForce(pinned, SomeReleases.report(ReportKind.PUT_IN_FORCE, "c"));

        assertThat(publication.coming()).containsOnlyKeys("current");
        write(publication, index::add);
        assertThat(index.current()).contains(pinned);
        assertThat(publication.tombstones()).isEmpty();
    }

    @Test
    void aReportAloneChangesNothing() {
        Publication publication = Publication.reportOnly(SomeReleases.report(ReportKind.HELD, "x"));

        assertThat(publication.coming()).isEmpty();
        assertThat(publication.tombstones()).isEmpty();
    }

    @Test
    void refusesAReportAboutSomethingElse() {
        TrainingReport other = SomeReleases.report(ReportKind.PUBLISHED, "z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Publication.release(RELEASE, index, 10, other))
                .withMessage("expected a report about release " + VERSION + ", got one about z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Publication.inForce(new CurrentRelease("c", false), other));
    }

    private static List<String> leaving(Publication publication) {
        return publication.leaving().stream().map(WeightsRelease::getVersion).toList();
    }
}
