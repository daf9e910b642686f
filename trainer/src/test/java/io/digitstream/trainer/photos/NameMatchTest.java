package io.digitstream.trainer.photos;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameMatchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a.jpg|a.jpg",
                "./a.jpg|a.jpg",
                ".\\a.jpg|a.jpg",
                " a.jpg |a.jpg",
                "photos\\a.jpg|photos/a.jpg",
                "photos//a.jpg|photos/a.jpg",
                "photos/a.jpg|a.jpg",
                "a.jpg|photos/a.jpg",
                "a.jpg|export/photos/a.jpg",
                "C:\\Users\\Ada\\photos\\a.jpg|photos/a.jpg",
                "/home/ada/photos/a.jpg|a.jpg",
                "../photos/a.jpg|a.jpg",
                "a.JPG|a.jpg",
                "a.jpg|a.JPG",
                "photos/a.Jpg|a.jpg",
                "a.jpg|photos/a.JPG",
            })
    void findsTheSameFileHoweverItsNameIsWritten(String name, String file) {
        NameMatch match = NameMatch.of(List.of(name), List.of("other.jpg", file));
        assertThat(match.files()).isEqualTo(Map.of(name, file));
        assertThat(match.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NFC,NFD", "NFD,NFC"})
    void findsTheSameFileInBothUnicodeForms(Normalizer.Form label, Normalizer.Form file) {
        String name = Normalizer.normalize("photos/tür-17.jpg", label);
        String same = Normalizer.normalize("tür-17.jpg", file);
        assertThat(NameMatch.of(List.of(name), List.of(same)).files()).isEqualTo(Map.of(name, same));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A.jpg|a.jpg|1 of 1 names match no file: A.jpg",
                "a.jpg|ba.jpg|1 of 1 names match no file: a.jpg",
                "train/a.jpg|test/a.jpg|1 of 1 names match no file: train/a.jpg",
                "a.jpg|x/a.jpg,y/a.jpg|a.jpg may mean any of these files, so none is used: x/a.jpg, y/a.jpg",
                "a.JPG|a.jpg,a.Jpg|a.JPG may mean any of these files, so none is used: a.Jpg, a.jpg",
            })
    void saysWhichNameMeansNoFileOrSeveral(String name, String files, String problem) {
        NameMatch match = NameMatch.of(List.of(name), Arrays.asList(files.split(",")));
        assertThat(match.files()).isEmpty();
        assertThat(match.problems()).containsExactly(problem);
    }

    @Test
    void guessesNoFolderWhereSeveralNamesMeanTheSameFile() {
        NameMatch match = NameMatch.of(List.of("train/1.jpg", "test/1.jpg", "test/2.jpg"), List.of("1.jpg", "2.jpg"));
        assertThat(match.files()).isEqualTo(Map.of("test/2.jpg", "2.jpg"));
        assertThat(match.problems())
                .containsExactly(
                        "train/1.jpg is not used: the file 1.jpg may be meant by any of these names: test/1.jpg,"
                                + " train/1.jpg",
                        "test/1.jpg is not used: the file 1.jpg may be meant by any of these names: test/1.jpg,"
                                + " train/1.jpg");
    }

    @Test
    void prefersTheNameThatNeedsNoGuess() {
        assertThat(NameMatch.of(List.of("a.jpg", "x/a.jpg"), List.of("a.jpg", "y/a.jpg"))
                        .files())
                .isEqualTo(Map.of("a.jpg", "a.jpg"));
        assertThat(NameMatch.of(List.of("a.jpg", "a.JPG"), List.of("a.jpg", "a.JPG"))
                        .files())
                .isEqualTo(Map.of("a.jpg", "a.jpg", "a.JPG", "a.JPG"));
        assertThat(NameMatch.of(List.of("a.jpg", "./a.jpg"), List.of("a.jpg")).files())
                .isEqualTo(Map.of("a.jpg", "a.jpg", "./a.jpg", "a.jpg"));
    }

    @Test
    void namesTheFirstFewAndCountsTheOthers() {
        List<String> names = IntStream.range(0, 1_234).mapToObj(i -> i + ".jpg").toList();
        assertThat(NameMatch.of(names, List.of("a.jpg")).problems())
                .containsExactly(
                        "1,234 of 1,234 names match no file: 0.jpg, 1.jpg, 2.jpg, 3.jpg, 4.jpg and 1,229 more");
    }

    /** Names from strangers: nothing here may take longer for each file the more files there are. */
    @Test
    void matchesManyFilesOfOneNameAndDeepPaths() {
        List<String> files =
                IntStream.range(0, 20_000).mapToObj(i -> "f" + i + "/image.jpg").toList();
        List<String> names = IntStream.range(0, 20_000)
                .mapToObj(i -> "data/f" + i + "/image.jpg")
                .toList();
        assertThat(NameMatch.of(names, files).files()).hasSize(20_000);
        String deep = "x/".repeat(30_000) + "a.jpg";
        assertThat(NameMatch.of(List.of("none.jpg"), List.of(deep)).files()).isEmpty();
    }
}
