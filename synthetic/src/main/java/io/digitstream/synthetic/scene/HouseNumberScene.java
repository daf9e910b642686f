package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Lettering;
import io.digitstream.synthetic.lettering.NumberLayout;
import io.digitstream.synthetic.lettering.PenStrokes;
import io.digitstream.synthetic.lettering.Printed;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A number on a house: on its plate or straight on the wall, seen from the street. */
final class HouseNumberScene {
    /** Wider photos help nobody: the network sees a small crop, and the drawing takes its time. */
    private static final double WIDEST = 300;

    private final SeededRandom random;
    private final SceneMaterials materials;
    private final Lettering lettering;

    private HouseNumberScene(SceneMaterials materials, SeededRandom random) {
        this.materials = materials;
        this.random = random;
        this.lettering =
                random.chance(0.8) ? Printed.onHouse(materials.typefaces(), random) : PenStrokes.ofBrush(random);
    }

    /** Draws the scene; without digits there are letters, a bare plate or just the wall. */
    static Sketch draw(String digits, SceneMaterials materials, SeededRandom random) {
        return new HouseNumberScene(materials, random).draw(digits);
    }

    private Sketch draw(String digits) {
        NumberLayout layout = NumberLayout.onWall(lettering, random);
        NumberLayout.Laid number = layout.lay(text(digits), lettering, random);
        Sketch.Frame frame = frame(number);
        BufferedImage photo = frame.image();
        double unit = frame.warp().scale();
        Rectangle2D box = number.box(frame.warp(), unit);
        Color wall = Wall.paint(photo, materials, unit, random);
        boolean plated = random.chance(0.62);
        Colours colours = plated ? Colours.ofPlate(random) : Colours.on(wall, random);
        if (plated) {
            plates(frame, number, layout, colours);
        }
        Color nearby = plated ? Colours.on(wall, random).ink() : colours.ink();
        double cut = digits.isEmpty() ? 0 : plated ? 0.05 : 0.2;
        neighbours(new Neighbours(frame, box, nearby, materials.typefaces(), random), cut);
        ink(frame, number, colours);
        return new Sketch(photo, box, unit);
    }

    private String text(String digits) {
        if (digits.isEmpty()) {
            return random.chance(0.5) ? "" : random.text(PenStrokes.LETTERS, 1 + random.below(4));
        }
        // A letter after a number is part of the address, not of the number.
        return random.chance(0.03) ? digits + random.text(PenStrokes.LETTERS, 1) : digits;
    }

    /** Sizes as people crop houses: a number of 10 to 80 pixels, the photo mostly twice as wide as high. */
    private Sketch.Frame frame(NumberLayout.Laid number) {
        double digitHeight = Math.max(10, Math.min(80, 30 * Math.exp(random.around(0, 0.45))));
        double unit = Math.min(digitHeight, WIDEST / 1.3 / number.box().getWidth());
        Warp warp = Warp.ofCamera(unit, number.box(), 1, random);
        Rectangle2D box = number.box(warp, unit);
        double down = box.getHeight() * random.near(1.17, 2.5);
        double across = Math.max(box.getWidth() * random.near(1.2, 2.1), down * random.between(1.1, 2.5));
        boolean centred = random.chance(0.85);
        return Sketch.frame(
                warp,
                box,
                (int) Math.min(across, Math.max(WIDEST, 1.2 * box.getWidth())),
                (int) Math.max(12, down),
                centred ? random.around(0.5, 0.03) : random.between(0.2, 0.8),
                centred ? random.around(0.5, 0.03) : random.between(0.3, 0.7));
    }

    /** One plate for the number, or one for each digit; and sometimes the same plate again next door. */
    private void plates(Sketch.Frame frame, NumberLayout.Laid number, NumberLayout layout, Colours colours) {
        if (layout.gap() > 0.2 && random.chance(0.5)) {
            number.digits().forEach(digit -> Plate.around(digit.box(), random).paint(frame, colours, random));
            return;
        }
        Plate plate = Plate.around(number.box(), random);
        plate.paint(frame, colours, random);
        if (number.digits().isEmpty()) {
            return;
        }
        double step = plate.outer().getWidth() + random.near(0.05, 1);
        // At least half of it outside the photo: a second number in full view would be just as right an answer.
        double rightEdge =
                (frame.image().getWidth() - frame.warp().dx()) / frame.warp().xx();
        double leftEdge = frame.warp().dx() / frame.warp().xx();
        if (random.chance(0.2)) {
            nextDoor(frame, plate, Math.max(step, rightEdge), number, colours);
        }
        if (random.chance(0.2)) {
            nextDoor(frame, plate, -Math.max(step, leftEdge), number, colours);
        }
    }

    private void nextDoor(Sketch.Frame frame, Plate plate, double step, NumberLayout.Laid number, Colours colours) {
        plate.moved(step).paint(frame, colours, random);
        String digits = random.text("0123456789", Math.max(1, number.digits().size()));
        NumberLayout.Laid other = new NumberLayout(0.1, 0, false, 0).lay(digits, lettering, random);
        double fit = Math.min(1, number.box().getWidth() / other.box().getWidth());
        AffineTransform move = AffineTransform.getTranslateInstance(step, 0);
        move.scale(fit, fit);
        frame.paint(other.digits().stream().map(ink -> ink.moved(move)).toList(), colours.ink());
    }

    /** A photo of no number has no cut digits either: half a digit is too nearly one. */
    private void neighbours(Neighbours neighbours, double cut) {
        if (random.chance(cut)) {
            neighbours.cutCharacter(lettering);
        }
        if (random.chance(0.07)) {
            neighbours.word();
        }
        if (random.chance(0.15)) {
            neighbours.line();
        }
    }

    private void ink(Sketch.Frame frame, NumberLayout.Laid number, Colours colours) {
        Finish finish = Finish.any(random);
        finish.paint(frame, number.digits(), colours.ink());
        finish.paint(frame, number.marks(), colours.ink());
    }
}
