package io.digitstream.trainer.photos;

import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parts of labelled photos without their number: walls, doors, fences, and what else stands beside numbers. Pure. */
public final class Backgrounds {
    /** Distance that is kept from the number, in heights of the number: no digit's edge may be left. */
    private static final double DISTANCE = 0.15;

    /** Narrower parts show nothing. */
    private static final int NARROWEST = 14;

    /** A part is no more than this much longer than wide, or wider than high. */
    private static final double LONGEST = 4;

    private Backgrounds() {}

    /** Whether there is a background beside, above or below the number. */
    public static boolean leavesRoom(LabeledPhoto photo) {
        return !rooms(photo).isEmpty();
    }

    /**
     * A part of a photo beside, above or below its number.
     *
     * @return nothing where the number leaves no room
     */
    public static Optional<BufferedImage> cut(LabeledPhoto photo, SeededRandom random) {
        List<Rectangle> rooms = rooms(photo);
        return rooms.isEmpty() ? Optional.empty() : Optional.of(part(photo.image(), random.pick(rooms), random));
    }

    private static List<Rectangle> rooms(LabeledPhoto photo) {
        int width = photo.image().getWidth();
        int height = photo.image().getHeight();
        int distance = (int) Math.ceil(1 + DISTANCE * photo.region().height());
        int left = photo.region().left() - distance;
        int top = photo.region().top() - distance;
        int right = photo.region().left() + photo.region().width() + distance;
        int bottom = photo.region().top() + photo.region().height() + distance;
        List<Rectangle> rooms = new ArrayList<>(List.of(
                new Rectangle(0, 0, left, height),
                new Rectangle(right, 0, width - right, height),
                new Rectangle(0, 0, width, top),
                new Rectangle(0, bottom, width, height - bottom)));
        rooms.removeIf(room -> Math.min(room.width, room.height) < NARROWEST);
        return rooms;
    }

    private static BufferedImage part(BufferedImage photo, Rectangle room, SeededRandom random) {
        int widest = side(room.width, room.height, random);
        int height = side(room.height, widest, random);
        int width = (int) Math.min(widest, LONGEST * height);
        return photo.getSubimage(
                room.x + random.below(room.width - width + 1),
                room.y + random.below(room.height - height + 1),
                width,
                height);
    }

    private static int side(int room, int other, SeededRandom random) {
        int longest = (int) Math.min(room, LONGEST * other);
        return Math.max(Math.min(NARROWEST, room), (int) (longest * random.between(0.5, 1)));
    }
}
