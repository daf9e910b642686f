package io.digitstream.trainer.photos;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Photos of numbers in toy digits: a post with a flag on it, the higher the digit the lower the flag. Dark on a bright wall
 * that has room beside the number, with the places of the digits.
 */
public final class PostPhotos {
    private static final int DIGIT_WIDTH = 12;
    private static final int DIGIT_HEIGHT = 40;
    private static final int ROOM = 50;

    private PostPhotos() {}

    /** Numbers of one to three digits, of files {@code 0.png}, {@code 1.png} and so on. */
    public static List<LabeledPhoto> some(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> photo(i + ".png", SeededRandom.of(1, i).text("0123456789", 1 + i % 3)))
                .toList();
    }

    public static LabeledPhoto photo(String file, String label) {
        BufferedImage photo = wall(2 * ROOM + 20 * label.length() - 8, 2 * ROOM + DIGIT_HEIGHT);
        Graphics2D graphics = photo.createGraphics();
        graphics.setColor(new Color(30, 20, 60));
        List<DigitBox> digits = new ArrayList<>();
        for (int i = 0; i < label.length(); i++) {
            int digit = label.charAt(i) - '0';
            int left = ROOM + 20 * i;
            graphics.fillRect(left, ROOM, 3, DIGIT_HEIGHT);
            graphics.fillRect(left + 3, ROOM + digit * DIGIT_HEIGHT / 10, DIGIT_WIDTH - 3, DIGIT_HEIGHT / 10);
            digits.add(new DigitBox(digit, new Region(left, ROOM, DIGIT_WIDTH, DIGIT_HEIGHT)));
        }
        graphics.dispose();
        Region region = new Region(ROOM, ROOM, 20 * label.length() - 8, DIGIT_HEIGHT);
        return new LabeledPhoto(file, photo, region, label, digits, false, PhotoSource.NONE);
    }

    /** Hardly any contrast. */
    private static BufferedImage wall(int width, int height) {
        SeededRandom random = SeededRandom.of(2, 0);
        BufferedImage wall = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            wall.setRGB(i % width, i / width, 0xE0D8C8 + random.below(6) * 0x010101);
        }
        return wall;
    }

    /** Writes photos into {@code photos}, with {@code photos.csv} and {@code digits.csv} beside it. */
    public static void write(List<LabeledPhoto> photos, Path folder) throws IOException {
        Path images = Files.createDirectory(folder.resolve("photos"));
        StringBuilder labels = new StringBuilder("file,label,left,top,width,height\n");
        StringBuilder digits = new StringBuilder("file,digit,left,top,width,height\n");
        for (LabeledPhoto photo : photos) {
            ImageIO.write(photo.image(), "png", images.resolve(photo.file()).toFile());
            labels.append(row(photo.file(), photo.label(), photo.region()));
            for (DigitBox digit : photo.digits()) {
                digits.append(row(photo.file(), Integer.toString(digit.digit()), digit.box()));
            }
        }
        Files.writeString(folder.resolve("photos.csv"), labels);
        Files.writeString(folder.resolve("digits.csv"), digits);
    }

    private static String row(String file, String what, Region region) {
        return "%s,%s,%d,%d,%d,%d%n"
                .formatted(file, what, region.left(), region.top(), region.width(), region.height());
    }
}
