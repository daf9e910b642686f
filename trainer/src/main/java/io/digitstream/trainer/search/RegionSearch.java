package io.digitstream.trainer.search;

import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.sequence.Reading;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the one number of a photo, and where it is, with a network that was only taught to read what it is shown.
 *
 * <p>It looks at some 270 boxes, takes the numbers that it reads there for claims, and puts the best of them to the test: a
 * right claim is read again when the crop is shifted, and when it reaches further to either side. A part of a number fails
 * there, since its neighbours come into view, and so does what is no number at all.
 *
 * <p>It expects photos of house numbers: one number of one to five digits around the middle, a third of the photo's height or
 * more. Others may be missed. A photo costs about 330 images of the engine's time. One thread, as its recognizer.
 */
public final class RegionSearch {
    private static final int BATCH = 64;
    private static final int CLAIMS = 6;

    /** How much more a number of one digit more is believed: its parts can be read as well, but not the reverse. */
    private static final double LONGER = 2;

    /** How far from the photo's middle numbers are, as a standard deviation in widths and heights of the photo. */
    private static final double SPREAD = 0.12;

    private final Recognizer recognizer;
    private final Preparer preparer;

    /**
     * @param recognizer stays the caller's to close
     * @param shape of its network's input
     */
    public RegionSearch(Recognizer recognizer, InputShape shape) {
        this.recognizer = recognizer;
        this.preparer = new Preparer(shape, ImageLimits.DEFAULT);
    }

    /**
     * @return the number that stands best, however badly it does: its confidence says how sure it is; nothing if no box shows
     *     a number
     */
    public Optional<FoundNumber> search(BufferedImage photo) {
        List<Look> looks = look(photo, RegionGrid.over(photo.getWidth(), photo.getHeight()));
        List<Tested> tested = new ArrayList<>();
        for (Claim claim : claims(looks, photo)) {
            double support = claim.support(look(photo, claim.neighbours()));
            tested.add(new Tested(claim, support, support * prior(claim, photo)));
        }
        tested.sort(Comparator.comparingDouble(Tested::weight).reversed());
        if (tested.isEmpty() || tested.get(0).weight() == 0) {
            return Optional.empty();
        }
        Tested best = tested.get(0);
        double second = tested.size() > 1 ? tested.get(1).weight() : 0;
        double confidence = best.support() * best.weight() / (best.weight() + second);
        Region region = best.claim().box().toRegion(photo.getWidth(), photo.getHeight());
        return Optional.of(new FoundNumber(best.claim().digits(), region, confidence));
    }

    /** The numbers that are read somewhere, the most promising first, each where it is read best. */
    private static List<Claim> claims(List<Look> looks, BufferedImage photo) {
        Map<String, Look> best = new HashMap<>();
        Comparator<Look> promise = Comparator.comparingDouble(look -> promise(look, photo));
        for (Look look : looks) {
            if (!look.digits().isEmpty()) {
                best.merge(look.digits(), look, (a, b) -> promise.compare(a, b) >= 0 ? a : b);
            }
        }
        return best.values().stream()
                .sorted(promise.reversed())
                .limit(CLAIMS)
                .map(look -> look.claim().settled(looks).settled(looks).settled(looks))
                .toList();
    }

    private static double promise(Look look, BufferedImage photo) {
        return look.probability(look.digits()) * prior(look.claim(), photo);
    }

    /** How much a claim is believed before it is put to the test, up to a factor. */
    private static double prior(Claim claim, BufferedImage photo) {
        double across = (claim.box().middleX() / photo.getWidth() - 0.5) / SPREAD;
        double down = (claim.box().middleY() / photo.getHeight() - 0.5) / SPREAD;
        return Math.exp(-(across * across + down * down) / 2)
                * Math.pow(LONGER, claim.digits().length());
    }

    private List<Look> look(BufferedImage photo, List<Box> boxes) {
        List<Look> looks = new ArrayList<>();
        for (int from = 0; from < boxes.size(); from += BATCH) {
            List<Box> batch = boxes.subList(from, Math.min(boxes.size(), from + BATCH));
            List<Pixels> pixels = batch.stream().map(box -> cut(photo, box)).toList();
            List<Reading> readings = recognizer.read(pixels);
            for (int i = 0; i < batch.size(); i++) {
                looks.add(new Look(batch.get(i), readings.get(i)));
            }
        }
        return looks;
    }

    private Pixels cut(BufferedImage photo, Box box) {
        Box crop = Box.around(
                box.middleX(), box.middleY(), box.width() * Crop.ENLARGEMENT, box.height() * Crop.ENLARGEMENT);
        return preparer.cut(
                photo,
                Crop.between(
                        crop.left(), crop.top(), crop.right(), crop.bottom(), photo.getWidth(), photo.getHeight()));
    }

    private record Tested(Claim claim, double support, double weight) {}
}
