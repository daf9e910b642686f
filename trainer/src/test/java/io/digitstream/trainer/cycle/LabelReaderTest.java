package io.digitstream.trainer.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.engine.Dl4jEngine;
import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class LabelReaderTest {
    private static final Release SHIPPED = ShippedWeights.load();
    private static final Engine ENGINE = new Dl4jEngine(SHIPPED);

    /** 325, clear, alone in its photo. */
    private static final SyntheticNumber NUMBER = new SyntheticNumbers(7).draw(13);

    private final LabelReader reader = new LabelReader(SHIPPED.networks(), ENGINE);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void takesTheRegionThatWasGiven() throws ImageRejectedException {
        Label label = Label.of(Labels.of(NUMBER.photo(), NUMBER.region(), "325"), true);

        LabeledPhoto photo = reader.read(label);

        assertThat(photo.region()).isEqualTo(NUMBER.region());
        assertThat(photo.label()).isEqualTo("325");
        assertThat(photo.file()).isEqualTo(label.id());
        assertThat(photo.image().getRGB(3, 4)).isEqualTo(NUMBER.photo().getRGB(3, 4));
        assertThat(photo.machineMade()).isFalse();
    }

    @Test
    void findsTheNumberWhereNobodyGaveItsPlace() throws ImageRejectedException {
        LabeledPhoto photo = reader.read(Label.of(Labels.of(NUMBER.photo(), null, "325"), true));

        assertThat(Box.of(photo.region()).overlap(Box.of(Objects.requireNonNull(NUMBER.region()))))
                .isGreaterThan(0.5);
    }

    @Test
    void takesTheWholePhotoWhereThereIsNoNumber() throws ImageRejectedException {
        LabeledPhoto photo =
                reader.read(Label.of(Labels.of(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), null, ""), true));

        assertThat(photo.region()).isEqualTo(new Region(0, 0, 40, 30));
    }

    @Test
    void reducesLargePhotosAndTheirRegionsWithThem() throws ImageRejectedException {
        BufferedImage large = new BufferedImage(2_000, 1_000, BufferedImage.TYPE_INT_RGB);
        LabeledPhoto photo = reader.read(Label.of(Labels.of(large, new Region(400, 200, 800, 400), "1"), true));

        int reduction = 2_000 / photo.image().getWidth();
        assertThat(reduction).isGreaterThan(1);
        assertThat(photo.region())
                .isEqualTo(new Region(400 / reduction, 200 / reduction, 800 / reduction, 400 / reduction));
    }

    @Test
    void refusesARegionOutsideItsPhotoAndWhatIsNoImage() {
        Label outside = Label.of(Labels.of(NUMBER.photo(), new Region(5_000, 0, 10, 10), "325"), true);
        Label noImage = Label.of(Labels.of(new byte[] {1, 2, 3}, "325"), true);

        assertThatThrownBy(() -> reader.read(outside)).isInstanceOf(ImageRejectedException.class);
        assertThatThrownBy(() -> reader.read(noImage)).isInstanceOf(ImageRejectedException.class);
    }

    @Test
    void splitsByTheImagesIdAndCountsWhatCannotBeUsed() {
        LabelBook book = new LabelBook(100);
        SyntheticNumbers drawn = new SyntheticNumbers(8);
        for (int i = 0; i < 40; i++) {
            book.add(Labels.of(drawn.draw(i).photo(), null, ""), i >= 10);
        }
        book.add(Labels.of(new byte[] {1}, "1"), true);
        book.addUnreadable();

        Split split = Split.of(new PhotoSet(List.of()), book, reader);

        assertThat(split.known().photos()).hasSize(10);
        assertThat(split.fresh().photos()).hasSize(30);
        assertThat(split.unusable()).isEqualTo(2);
        assertThat(split.newTest().photos())
                .isNotEmpty()
                .allSatisfy(
                        photo -> assertThat(PhotoSet.isHeldOut(photo.file())).isTrue());
        assertThat(split.oldTest().photos()).hasSizeGreaterThanOrEqualTo(600);
        assertThat(split.toCalibrateOn().photos())
                .as("few real ones, so drawn ones too")
                .hasSizeGreaterThan(600);
    }
}
