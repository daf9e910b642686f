package io.digitstream.standalone;

import io.digitstream.standalone.sending.DrawnImages;
import io.digitstream.standalone.sending.OutgoingImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of drawn numbers as PNG files, and one file that is none, last by name; with a CSV of the numbers.
 *
 * @param photos the folder
 * @param labels the CSV, which has no row for the text file
 */
record PhotoFolder(Path photos, Path labels) {
    static final int IMAGES = 6;
    static final int FILES = IMAGES + 1;
    static final String TEXT_FILE = "zz-notes.txt";

    static PhotoFolder in(Path folder) throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        StringBuilder csv = new StringBuilder("file,label\n");
        DrawnImages drawn = new DrawnImages(7);
        for (int i = 0; i < IMAGES; i++) {
            OutgoingImage image = drawn.image(i);
            Files.write(photos.resolve(image.name()), image.file().array());
            csv.append(image.name()).append(',').append(image.truth()).append('\n');
        }
        Files.writeString(photos.resolve(TEXT_FILE), "This is no image.");
        return new PhotoFolder(photos, Files.writeString(folder.resolve("labels.csv"), csv));
    }
}
