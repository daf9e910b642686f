package io.digitstream.trainer.drawn;

import io.digitstream.trainer.raster.Dice;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** A number on a house: on its plate or straight on the wall, seen from the street. */
final class StreetScene {
    /** Wider photos help nobody: the network sees a small crop, and the drawing takes its time. */
    private static final double WIDEST = 300;

    private final Dice dice;
    private final Lettering lettering;

    private StreetScene(Dice dice) {
        this.dice = dice;
        this.lettering = dice.chance(0.72) ? Printed.any(dice) : PenStrokes.ofBrush(dice);
    }

    /** Draws the scene; without digits there are letters, a bare plate or just the wall. */
    static Sketch draw(String digits, Dice dice) {
        return new StreetScene(dice).draw(digits);
    }

    private Sketch draw(String digits) {
        NumberLayout layout = NumberLayout.onWall(lettering, dice);
        NumberLayout.Laid number = layout.lay(text(digits), lettering, dice);
        Sketch.Frame frame = frame(number);
        BufferedImage photo = frame.image();
        double unit = frame.warp().scale();
        Rectangle2D box = number.box(frame.warp());
        Color wall = Colours.ofWall(dice);
        Wall.paint(photo, wall, unit, dice);
        boolean plated = dice.chance(0.62);
        Colours colours = plated ? Colours.ofPlate(dice) : Colours.on(wall, dice);
        if (plated) {
            plates(frame, number, layout, colours);
        }
        Color nearby = plated ? Colours.on(wall, dice).ink() : colours.ink();
        double cut = digits.isEmpty() ? 0 : plated ? 0.05 : 0.2;
        neighbours(new Neighbours(frame, box, nearby, dice), cut);
        ink(frame, number, colours);
        return new Sketch(photo, box, unit);
    }

    private String text(String digits) {
        if (digits.isEmpty()) {
            return dice.chance(0.5) ? "" : dice.text(PenStrokes.LETTERS, 1 + dice.below(4));
        }
        // A letter after a number is part of the address, not of the number.
        return dice.chance(0.03) ? digits + dice.text(PenStrokes.LETTERS, 1) : digits;
    }

    /** Sizes as people crop houses: a number of 10 to 80 pixels, the photo mostly twice as wide as high. */
    private Sketch.Frame frame(NumberLayout.Laid number) {
        double digitHeight = Math.max(10, Math.min(80, 30 * Math.exp(dice.around(0, 0.45))));
        double unit = Math.min(digitHeight, WIDEST / 1.3 / number.box().getWidth());
        Warp warp = Warp.ofCamera(unit, number.box(), 1, dice);
        Rectangle2D box = number.box(warp);
        double down = box.getHeight() * dice.near(1.17, 2.5);
        double across = Math.max(box.getWidth() * dice.near(1.2, 2.1), down * dice.between(1.1, 2.5));
        boolean centred = dice.chance(0.85);
        return Sketch.frame(
                warp,
                box,
                (int) Math.min(across, Math.max(WIDEST, 1.2 * box.getWidth())),
                (int) Math.max(12, down),
                centred ? dice.around(0.5, 0.03) : dice.between(0.2, 0.8),
                centred ? dice.around(0.5, 0.03) : dice.between(0.3, 0.7));
    }

    /** One plate for the number, or one for each digit; and sometimes the same plate again next door. */
    private void plates(Sketch.Frame frame, NumberLayout.Laid number, NumberLayout layout, Colours colours) {
        if (layout.gap() > 0.2 && dice.chance(0.5)) {
            number.digits().forEach(digit -> Plate.around(digit.box(), dice).paint(frame, colours, dice));
            return;
        }
        Plate plate = Plate.around(number.box(), dice);
        plate.paint(frame, colours, dice);
        if (number.digits().isEmpty()) {
            return;
        }
        double step = plate.outer().getWidth() + dice.near(0.05, 1);
        // At least half of it outside the photo: a second number in full view would be just as right an answer.
        double rightEdge =
                (frame.image().getWidth() - frame.warp().dx()) / frame.warp().xx();
        double leftEdge = frame.warp().dx() / frame.warp().xx();
        if (dice.chance(0.2)) {
            nextDoor(frame, plate, Math.max(step, rightEdge), number, colours);
        }
        if (dice.chance(0.2)) {
            nextDoor(frame, plate, -Math.max(step, leftEdge), number, colours);
        }
    }

    private void nextDoor(Sketch.Frame frame, Plate plate, double step, NumberLayout.Laid number, Colours colours) {
        plate.moved(step).paint(frame, colours, dice);
        String digits = dice.text("0123456789", Math.max(1, number.digits().size()));
        NumberLayout.Laid other = new NumberLayout(0.1, 0, false, 0).lay(digits, lettering, dice);
        double fit = Math.min(1, number.box().getWidth() / other.box().getWidth());
        AffineTransform move = AffineTransform.getTranslateInstance(step, 0);
        move.scale(fit, fit);
        frame.paint(other.digits().stream().map(ink -> ink.moved(move)).toList(), colours.ink());
    }

    /** A photo of no number has no cut digits either: half a digit is too nearly one. */
    private void neighbours(Neighbours neighbours, double cut) {
        if (dice.chance(cut)) {
            neighbours.cutCharacter(lettering);
        }
        if (dice.chance(0.07)) {
            neighbours.word();
        }
        if (dice.chance(0.15)) {
            neighbours.line();
        }
    }

    /** The characters, some raised above their ground: then a shadow falls, or an edge shines. */
    private void ink(Sketch.Frame frame, NumberLayout.Laid number, Colours colours) {
        if (dice.chance(0.3)) {
            double reach = dice.near(0.03, 0.14);
            double alpha = dice.between(0.25, 0.7);
            Color shade = dice.chance(0.8) ? Color.BLACK : Color.WHITE;
            AffineTransform away = AffineTransform.getTranslateInstance(dice.between(-1, 1) * reach, reach);
            List<Ink> shadow =
                    number.digits().stream().map(ink -> ink.moved(away)).toList();
            frame.paint(shadow, Colours.translucent(shade, alpha));
        }
        frame.paint(number.digits(), colours.ink());
        frame.paint(number.marks(), colours.ink());
    }
}
