package io.digitstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WeightsIndexTest {
    private final WeightsIndex index = new WeightsIndex(TopicValues.singleObject());

    @Test
    void ofAnEmptyTopicNothingIsInForce() {
        assertThat(index.current()).isEmpty();
        assertThat(index.releases()).isEmpty();
    }

    @Test
    void listsReleasesByTheirPublication() {
        release("b");
        release("a");
        release("b");

        assertThat(index.releases()).extracting(WeightsRelease::getVersion).containsExactly("a", "b");
        assertThat(index.release("a")).isPresent();
        assertThat(index.release("c")).isEmpty();
    }

    @Test
    void theLastOneNamedIsInForceEvenIfItIsAnOlderOne() {
        current("a", false);
        current("b", false);
        current("a", true);

        assertThat(index.current()).contains(new CurrentRelease("a", true));
    }

    @Test
    void tombstonesTakeBack() {
        release("a");
        current("a", false);
        index.add(WeightsKeys.release("a"), null);
        index.add(WeightsKeys.current(), null);
        index.add(WeightsKeys.chunk("a", 0), null);

        assertThat(index.current()).isEmpty();
        assertThat(index.releases()).isEmpty();
    }

    @Test
    void doesNotLookIntoChunks() {
        index.add(WeightsKeys.chunk("a", 0), new byte[] {1});

        assertThat(index.releases()).isEmpty();
    }

    @Test
    void aRecordThatIsNoneOfThisTopicChangesNothing() {
        release("a");
        current("a", false);

        assertThatThrownBy(() -> index.add("a", new byte[0])).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> index.add(null, new byte[0])).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> index.add(WeightsKeys.current(), new byte[] {1, 2, 3}))
                .isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> index.add(WeightsKeys.release("a"), new byte[] {1, 2, 3}))
                .isInstanceOf(WireFormatException.class);

        assertThat(index.current()).contains(new CurrentRelease("a", false));
        assertThat(index.release("a")).isPresent();
    }

    /** Else another release would be put to work than the one that is named. */
    @Test
    void aManifestUnderTheKeyOfAnotherReleaseChangesNothing() {
        release("a");
        WeightsRelease other = Samples.weightsRelease();
        other.setVersion("b");

        assertThatThrownBy(() -> index.add(WeightsKeys.release("a"), WireFormat.WEIGHTS_RELEASE.encode(other)))
                .isInstanceOf(WireFormatException.class)
                .hasMessage("expected the manifest of release a, got that of release b");

        assertThat(index.release("a")).map(WeightsRelease::getVersion).contains("a");
        assertThat(index.releases()).hasSize(1);
    }

    private void release(String version) {
        WeightsRelease manifest = Samples.weightsRelease();
        manifest.setVersion(version);
        index.add(WeightsKeys.release(version), WireFormat.WEIGHTS_RELEASE.encode(manifest));
    }

    private void current(String version, boolean pinned) {
        index.add(WeightsKeys.current(), WireFormat.CURRENT_RELEASE.encode(new CurrentRelease(version, pinned)));
    }
}
