package io.digitstream.trainer.cycle;

import io.digitstream.recognizer.engine.Locator;
import io.digitstream.recognizer.engine.PhotoSearch;
import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.Frame;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes labels into photos to learn from: decoded, upright, reduced, and with the place of the number. One thread.
 *
 * @param networks of the release in force
 * @param locator of the release in force, which finds numbers whose place nobody gave
 */
record LabelReader(Networks networks, Locator locator) {
    /** As the schema of labels has it: a number of at least so many digits, which could not all be told. */
    private static final Pattern ONLY_LONG = Pattern.compile("0{6,}");

    private static final LookPlan LIKELIEST = new LookPlan(1, 1);

    /** Whether the network can learn from a label: zeros alone may say only that a number is long. */
    boolean teaches(Label label) {
        String digits = label.image().getLabel();
        return !ONLY_LONG.matcher(digits).matches()
                || digits.length() > networks.reading().digits();
    }

    /** @throws ImageRejectedException if the image cannot be read, or the region lies outside it */
    LabeledPhoto read(Label label) throws ImageRejectedException {
        Prepared.Whole photo =
                (Prepared.Whole) networks.preparer(ImageLimits.DEFAULT).prepare(label.bytes(), null);
        Region region = region(label, photo);
        return new LabeledPhoto(
                label.id(),
                PhotoSet.asRgb(photo.frame().image()),
                region,
                label.image().getLabel());
    }

    /** In pixels of the frame. */
    private Region region(Label label, Prepared.Whole photo) throws ImageRejectedException {
        Frame frame = photo.frame();
        BufferedImage image = frame.image();
        io.digitstream.schemas.@Nullable Region given = label.image().getRegion();
        if (given != null) {
            Region stored = Region.of(given.getLeft(), given.getTop(), given.getWidth(), given.getHeight());
            Crop.around(stored, frame.storedWidth(), frame.storedHeight());
            Region upright = frame.orientation().toUpright(stored, frame.storedWidth(), frame.storedHeight());
            double reduced = 1.0 / frame.reduction();
            return Box.of(upright).scaled(reduced, reduced, 0, 0).toRegion(image.getWidth(), image.getHeight());
        }
        if (label.image().getLabel().isEmpty()) {
            return LabeledPhoto.all(image);
        }
        Box place = new PhotoSearch(networks, LIKELIEST)
                .look(List.of(photo), locator)
                .get(0)
                .get(0)
                .place();
        return place.toRegion(image.getWidth(), image.getHeight());
    }
}
