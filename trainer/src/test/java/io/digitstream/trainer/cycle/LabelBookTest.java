package io.digitstream.trainer.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LabelBookTest {
    private final LabelBook book = new LabelBook(3);

    @Test
    void ofSeveralLabelsForOneImageTheLastOneCounts() {
        add(1, "11", false);
        add(2, "22", false);
        add(1, "12", true);

        assertThat(book.labels()).extracting(label -> label.image().getLabel()).containsExactlyInAnyOrder("22", "12");
        assertThat(book.labels()).filteredOn(Label::fresh).hasSize(1);
    }

    @Test
    void beyondItsBoundTheOldestAreLetGo() {
        add(1, "1", false);
        add(2, "2", false);
        add(3, "3", false);
        add(1, "1", false);
        add(4, "4", false);

        assertThat(book.labels())
                .extracting(label -> label.image().getLabel())
                .containsExactlyInAnyOrder("1", "3", "4");
    }

    @Test
    void isInTheSameOrderHoweverItsLabelsCame() {
        LabelBook other = new LabelBook(3);
        add(1, "1", false);
        add(2, "2", false);
        other.add(Labels.of(new byte[] {2}, "2"), false);
        other.add(Labels.of(new byte[] {1}, "1"), false);

        assertThat(book.labels()).isEqualTo(other.labels());
    }

    @Test
    void countsWhatIsNoLabel() {
        book.addUnreadable();

        assertThat(book.unreadable()).isEqualTo(1);
        assertThat(book.labels()).isEmpty();
    }

    @Test
    void knowsAnImageByItsBytes() {
        assertThat(Label.of(Labels.of(new byte[] {1, 2}, "1"), false).id())
                .isEqualTo(Label.of(Labels.of(new byte[] {1, 2}, "2"), true).id())
                .isNotEqualTo(Label.of(Labels.of(new byte[] {2, 1}, "1"), false).id())
                .hasSize(16);
    }

    private void add(int image, String label, boolean fresh) {
        book.add(Labels.of(new byte[] {(byte) image}, label), fresh);
    }
}
