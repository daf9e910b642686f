package io.digitstream.trainer.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Region;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhotoSetTest {
    private static final BufferedImage PHOTO = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);

    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    PhotoSetTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void holdsThePhotosOfALabelFileDecoded() throws IOException {
        PHOTO.setRGB(3, 4, 0xABCDEF);
        ImageIO.write(PHOTO, "png", folder.resolve("a.png").toFile());
        ImageIO.write(PHOTO, "jpeg", folder.resolve("b.jpg").toFile());
        PhotoSet set = load("b.jpg,7,1,2,3,4\na.png,123,,,,\n");
        assertThat(set.photos()).extracting(LabeledPhoto::file).containsExactly("b.jpg", "a.png");
        assertThat(set.photos()).extracting(LabeledPhoto::label).containsExactly("7", "123");
        assertThat(set.photos())
                .extracting(LabeledPhoto::region)
                .containsExactly(new Region(1, 2, 3, 4), new Region(0, 0, 20, 10));
        assertThat(set.photos().get(1).image().getRGB(3, 4) & 0xFFFFFF).isEqualTo(0xABCDEF);
    }

    @Test
    void namesThePhotoThatCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("text.png"), "text");
        assertThatThrownBy(() -> load("text.png,7,,,,\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("text.png: Plain text; send the image's bytes themselves");
        assertThatThrownBy(() -> load("none.png,7,,,,\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a label is of 'none.png', a file is called 'text.png'");
    }

    @Test
    void readsTheOthersWhereOnePhotoCannotBe() throws IOException {
        ImageIO.write(PHOTO, "png", folder.resolve("a.png").toFile());
        Files.writeString(folder.resolve("text.png"), "text");
        PhotoSet set = load("text.png,7,,,,\na.png,8,,,,\nnone.png,9,,,,\n");
        assertThat(set.photos()).extracting(LabeledPhoto::label).containsExactly("8");
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).endsWith("labels.csv: 1 of 3 names match no file: none.png");
        assertThat(problems.get(1)).startsWith("not used: text.png: Plain text; send the image's bytes themselves");
    }

    @Test
    void refusesDigitsOfOtherPhotos() throws IOException {
        ImageIO.write(PHOTO, "png", folder.resolve("a.png").toFile());
        Path labels = Files.writeString(folder.resolve("labels.csv"), "file,label\na.png,7\n");
        DigitBox digit = new DigitBox(7, new Region(1, 2, 3, 4));
        assertThatThrownBy(() -> PhotoSet.load(folder, labels, Map.of("x.png", List.of(digit)), problems::add))
                .isInstanceOf(IOException.class)
                .hasMessage("digits: 1 of 1 names match no file: x.png");
    }

    @Test
    void namesThePhotoWhoseRegionLiesOutside() throws IOException {
        ImageIO.write(PHOTO, "png", folder.resolve("a.png").toFile());
        assertThatThrownBy(() -> load("a.png,7,20,0,5,5\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("a.png: the region (left 20,");
    }

    @Test
    void turnsPhotosUprightAndWhatIsMarkedInThem() throws IOException {
        BufferedImage upright = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        upright.setRGB(3, 4, 0xABCDEF);
        Files.write(folder.resolve("turned.png"), TurnedPhotos.png(upright));
        Path labels = Files.writeString(
                folder.resolve("labels.csv"),
                "file,label,left,top,width,height\nturned.png,7,4,15,1,2\nturned.png,1,,,,\n");
        DigitBox digit = new DigitBox(7, new Region(4, -8, 8, 25));
        PhotoSet set = PhotoSet.load(folder, labels, Map.of("./turned.png", List.of(digit)), problems::add);
        LabeledPhoto photo = set.photos().get(0);
        assertThat(photo.image().getWidth()).isEqualTo(20);
        assertThat(photo.image().getHeight()).isEqualTo(10);
        assertThat(photo.image().getRGB(3, 4) & 0xFFFFFF).isEqualTo(0xABCDEF);
        assertThat(photo.region()).isEqualTo(new Region(3, 4, 2, 1));
        assertThat(photo.digits()).containsExactly(new DigitBox(7, new Region(3, 4, 25, 8)));
        assertThat(set.photos().get(1).region()).isEqualTo(new Region(0, 0, 20, 10));
    }

    /** In the stored image, which is 10 pixels wide. */
    @Test
    void namesTheTurnedPhotoWhoseRegionLiesOutside() throws IOException {
        Files.write(folder.resolve("turned.png"), TurnedPhotos.png(PHOTO));
        load("turned.png,7,9,19,1,1\n");
        assertThatThrownBy(() -> load("turned.png,7,10,0,5,5\n"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "turned.png: the region (left 10, top 0, width 5, height 5) lies outside the image of 10 x 20"
                                + " pixels");
    }

    @Test
    void keepsAboutATenthForValidationAndNoPhotoOnBothSides() {
        PhotoSet all = named(0, 5000);
        assertThat(all.validation().photos()).hasSizeBetween(400, 600);
        assertThat(all.training().photos())
                .doesNotContainAnyElementsOf(all.validation().photos());
        assertThat(all.training().and(all.validation()).photos()).containsExactlyInAnyOrderElementsOf(all.photos());
    }

    @Test
    void keepsAPhotoOnItsSideHoweverManyAreAdded() {
        List<String> before = files(named(0, 200).validation());
        assertThat(files(named(0, 3000).validation())).containsAll(before).startsWith(before.toArray(String[]::new));
        assertThat(files(named(100, 3000).validation()))
                .containsAll(before.stream()
                        .filter(file -> file.compareTo("000100.png") >= 0)
                        .toList());
    }

    /** Written down, since another rule would let new weights be chosen by what old ones were trained on. */
    @Test
    void keepsTheSamePhotosForEver() {
        assertThat(files(named(0, 60).validation()))
                .containsExactly(
                        "000008.png",
                        "000013.png",
                        "000016.png",
                        "000020.png",
                        "000022.png",
                        "000050.png",
                        "000051.png",
                        "000053.png",
                        "000057.png");
    }

    @Test
    void validatesOnNothingThatAMachineLabelled() {
        PhotoSet machineMade = new PhotoSet(named(0, 60).photos().stream()
                .map(photo ->
                        new LabeledPhoto(photo.file(), PHOTO, photo.region(), "1", List.of(), true, PhotoSource.NONE))
                .toList());
        assertThat(machineMade.validation().photos()).isEmpty();
        assertThat(machineMade.training()).isEqualTo(machineMade);
    }

    @Test
    void takesRowsWithAConfidenceForMachineMade() throws IOException {
        ImageIO.write(PHOTO, "png", folder.resolve("a.png").toFile());
        ImageIO.write(PHOTO, "png", folder.resolve("b.png").toFile());
        Path labels = Files.writeString(folder.resolve("labels.csv"), "file,label,confidence\na.png,1,0.9\nb.png,2,\n");
        assertThat(PhotoSet.load(folder, labels, Map.of(), problems::add).photos())
                .extracting(LabeledPhoto::machineMade)
                .containsExactly(true, false);
    }

    @Test
    void replacesLabelsByCorrectionsAndForgetsTheirDigits() throws IOException {
        ImageIO.write(PHOTO, "png", folder.resolve("a.png").toFile());
        ImageIO.write(PHOTO, "png", folder.resolve("b.png").toFile());
        Path labels = Files.writeString(folder.resolve("labels.csv"), "file,label\na.png,7\nb.png,8\n");
        DigitBox seven = new DigitBox(7, new Region(1, 2, 3, 4));
        DigitBox eight = new DigitBox(8, new Region(1, 2, 3, 4));
        PhotoSet published =
                PhotoSet.load(folder, labels, Map.of("a.png", List.of(seven), "b.png", List.of(eight)), problems::add);
        Path corrections = Files.writeString(
                folder.resolve("corrections.csv"), "file,label,reading\n./a.png,1,1\nb.png,8,3\nnone.png,4,4\n");
        PhotoSet corrected = published.corrected(LabelFile.read(corrections), problems::add);
        assertThat(corrected.photos()).extracting(LabeledPhoto::label).containsExactly("1", "8");
        assertThat(corrected.photos().get(0).digits()).isEmpty();
        assertThat(corrected.photos().get(1).digits()).containsExactly(eight);
        assertThat(problems)
                .singleElement()
                .asString()
                .endsWith("corrections.csv: 1 of 3 names match no file: none.png");
    }

    @Test
    void namesTheSourceOfEachPhoto() {
        PhotoSource bibs = new PhotoSource("bibs", 3);
        PhotoSource signs = new PhotoSource("signs", 4);
        PhotoSet all = named(0, 2).from(signs).and(named(2, 5).from(bibs));
        assertThat(all.photos()).extracting(LabeledPhoto::source).containsExactly(signs, signs, bibs, bibs, bibs);
        assertThat(all.photos().subList(2, 5)).isEqualTo(named(2, 5).from(bibs).photos());
    }

    private PhotoSet load(String rows) throws IOException {
        Path labels = folder.resolve("labels.csv");
        Files.writeString(labels, "file,label,left,top,width,height\n" + rows);
        return PhotoSet.load(folder, labels, Map.of(), problems::add);
    }

    private static PhotoSet named(int from, int to) {
        return new PhotoSet(IntStream.range(from, to)
                .mapToObj(i -> new LabeledPhoto("%06d.png".formatted(i), PHOTO, new Region(0, 0, 20, 10), "1"))
                .toList());
    }

    private static List<String> files(PhotoSet set) {
        return set.photos().stream().map(LabeledPhoto::file).toList();
    }
}
