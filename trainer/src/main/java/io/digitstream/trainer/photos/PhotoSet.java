package io.digitstream.trainer.photos;

import io.digitstream.application.commandline.FirstFew;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Orientation;
import io.digitstream.recognizer.image.Photo;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.Crop;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Labelled photos, decoded into memory and turned upright, with what is marked in them; label files are in pixels of the
 * stored images. Immutable.
 *
 * @param photos in the label file's order, each under the name that its file has in the folder or zip
 */
public record PhotoSet(List<LabeledPhoto> photos) {
    /** One photo in this many is kept for validation. */
    private static final int VALIDATION_SHARE = 10;

    public PhotoSet {
        photos = List.copyOf(photos);
    }

    /**
     * Loads the photos that have a label. Those that cannot be read are left out.
     *
     * @param digits where each digit is, by file; see {@link DigitFile}
     * @param problems takes what a person should know of labels and photos, a line each
     * @throws IOException if files or labels cannot be opened, no label or digit is one of a file, or no photo can be read
     */
    public static PhotoSet load(Path images, Path labels, Map<String, List<DigitBox>> digits, Consumer<String> problems)
            throws IOException {
        List<LabeledPhoto> photos = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        try (LabeledFolder folder = LabeledFolder.open(images, labels)) {
            folder.problems().forEach(problems);
            Map<String, List<DigitBox>> byFile = byFile(digits, folder, problems);
            for (LabelRow row : folder.rows()) {
                try {
                    photos.add(photo(row, folder.read(row.file()), byFile.getOrDefault(row.file(), List.of())));
                } catch (IOException | ImageRejectedException e) {
                    unusable.add(row.file() + ": " + e.getMessage());
                }
            }
        }
        if (photos.isEmpty() && !unusable.isEmpty()) {
            throw new IOException(String.join("; ", FirstFew.lines(unusable)));
        }
        FirstFew.lines(unusable).forEach(line -> problems.accept("not used: " + line));
        return new PhotoSet(photos);
    }

    private static Map<String, List<DigitBox>> byFile(
            Map<String, List<DigitBox>> digits, LabeledFolder folder, Consumer<String> problems) throws IOException {
        NameMatch match = NameMatch.of(digits.keySet(), folder.names());
        List<String> mismatches = match.problems();
        if (match.files().isEmpty() && !mismatches.isEmpty()) {
            throw new IOException("digits: " + mismatches.get(0));
        }
        mismatches.forEach(mismatch -> problems.accept("digits: " + mismatch));
        Map<String, List<DigitBox>> byFile = new HashMap<>();
        digits.forEach((name, boxes) -> {
            String file = match.files().get(name);
            if (file != null) {
                byFile.computeIfAbsent(file, any -> new ArrayList<>()).addAll(boxes);
            }
        });
        return byFile;
    }

    private static LabeledPhoto photo(LabelRow row, byte[] file, List<DigitBox> digits) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, ImageLimits.DEFAULT)) {
            BufferedImage stored = asRgb(photo.decode(new Rectangle(photo.width(), photo.height()), 1));
            Region region = row.region() == null ? LabeledPhoto.all(stored) : row.region();
            Crop.around(region, photo.width(), photo.height());
            Orientation orientation = photo.orientation();
            return new LabeledPhoto(
                    row.file(),
                    orientation.upright(stored),
                    orientation.toUpright(region, photo.width(), photo.height()),
                    row.label(),
                    upright(digits, photo),
                    row.confidence() != null,
                    PhotoSource.NONE);
        }
    }

    private static List<DigitBox> upright(List<DigitBox> digits, Photo photo) {
        return digits.stream()
                .map(digit -> new DigitBox(
                        digit.digit(), photo.orientation().toUpright(digit.box(), photo.width(), photo.height())))
                .toList();
    }

    /** The same pixels as {@link BufferedImage#TYPE_INT_RGB}. */
    public static BufferedImage asRgb(BufferedImage image) {
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return rgb;
    }

    /** These photos as those of one source. */
    public PhotoSet from(PhotoSource source) {
        return new PhotoSet(photos.stream().map(photo -> photo.from(source)).toList());
    }

    /**
     * These photos with other labels. The places of a corrected photo's digits are forgotten, since they are those of the
     * wrong label.
     *
     * @param problems takes a line for each correction that matches no photo
     */
    public PhotoSet corrected(LabelFile corrections, Consumer<String> problems) {
        NameMatch match = NameMatch.of(
                corrections.rows().stream().map(LabelRow::file).toList(),
                photos.stream().map(LabeledPhoto::file).distinct().toList());
        corrections.problems().forEach(problems);
        match.problems().forEach(problem -> problems.accept(corrections.path() + ": " + problem));
        Map<String, String> labels = new HashMap<>();
        for (LabelRow row : corrections.rows()) {
            String file = match.files().get(row.file());
            if (file != null) {
                labels.put(file, row.label());
            }
        }
        return new PhotoSet(photos.stream()
                .map(photo -> {
                    String label = labels.getOrDefault(photo.file(), photo.label());
                    return label.equals(photo.label()) ? photo : photo.labeled(label);
                })
                .toList());
    }

    /** These photos and others. */
    public PhotoSet and(PhotoSet others) {
        List<LabeledPhoto> all = new ArrayList<>(photos);
        all.addAll(others.photos);
        return new PhotoSet(all);
    }

    /** Those to choose by: never trained on, and labelled by people. */
    public PhotoSet validation() {
        return new PhotoSet(photos.stream().filter(PhotoSet::isValidation).toList());
    }

    /** Those to train on. */
    public PhotoSet training() {
        return new PhotoSet(
                photos.stream().filter(photo -> !isValidation(photo)).toList());
    }

    private static boolean isValidation(LabeledPhoto photo) {
        return !photo.machineMade() && isHeldOut(photo.file());
    }

    /**
     * Whether a photo that a person labelled is kept for validation: by a hash of its file's name, so that it stays on its
     * side however many are added.
     */
    public static boolean isHeldOut(String file) {
        CRC32 hash = new CRC32();
        hash.update(file.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return hash.getValue() % VALIDATION_SHARE == 0;
    }
}
