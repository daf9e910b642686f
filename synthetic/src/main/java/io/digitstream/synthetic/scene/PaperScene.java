package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Ink;
import io.digitstream.synthetic.lettering.Lettering;
import io.digitstream.synthetic.lettering.NumberLayout;
import io.digitstream.synthetic.lettering.PenStrokes;
import io.digitstream.synthetic.raster.Planes;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** An amount written by hand on a cheque or a form, scanned and cut out close around. */
final class PaperScene {
    private static final double WIDEST = 260;
    private static final List<String> BLANKS = List.of("", "", "-", "--", "---", "=");
    /** No slash: by hand it is a one. */
    private static final List<String> ENDINGS = List.of("=", "-", ".", ".-", "--");

    private final SeededRandom random;

    private PaperScene(SeededRandom random) {
        this.random = random;
    }

    /** Draws the scene; without digits the field is blank, struck through or holds letters. */
    static Sketch draw(String digits, SeededRandom random) {
        return new PaperScene(random).draw(digits);
    }

    private Sketch draw(String digits) {
        Lettering hand = PenStrokes.ofHand(random);
        NumberLayout.Laid number = NumberLayout.onPaper(hand, random).lay(text(digits), hand, random);
        Sketch.Frame frame = frame(number);
        BufferedImage photo = frame.image();
        double unit = frame.warp().scale();
        Rectangle2D box = number.box(frame.warp(), frame.warp().scale());
        double light = random.between(0.55, 0.95);
        paper(photo, light);
        ruling(frame, light);
        double ink =
                Math.max(0.05, light - (random.chance(0.25) ? random.between(0.22, 0.4) : random.between(0.4, 0.75)));
        Color colour = random.chance(0.85)
                ? grey(ink)
                : new Color((float) (ink * 0.7), (float) (ink * 0.8), (float) Math.min(1, ink * 1.5));
        frame.paint(number.digits(), colour);
        frame.paint(number.marks(), colour);
        return new Sketch(photo, box, unit);
    }

    /** With the marks that people put between thousands, and behind an amount so that nobody adds a digit. */
    private String text(String digits) {
        if (digits.isEmpty()) {
            return random.chance(0.7) ? random.pick(BLANKS) : random.text(PenStrokes.LETTERS, 1 + random.below(5));
        }
        StringBuilder text = new StringBuilder(digits);
        if (digits.length() > 3 && random.chance(0.45)) {
            text.insert(digits.length() - 3, random.chance(0.85) ? '.' : ',');
        }
        if (random.chance(0.25)) {
            text.append(random.pick(ENDINGS));
        }
        if (random.chance(0.04)) {
            text.insert(0, random.chance(0.5) ? '=' : '-');
        }
        return text.toString();
    }

    private Sketch.Frame frame(NumberLayout.Laid number) {
        double unit = Math.min(random.between(16, 52), WIDEST / number.box().getWidth());
        Warp warp = Warp.ofCamera(unit, number.box(), 0.4, random);
        Rectangle2D box = number.box(warp, warp.scale());
        double across = box.getWidth() * random.near(1.05, 1.7);
        double down = box.getHeight() * random.near(1.08, 1.7);
        return Sketch.frame(
                warp,
                box,
                (int) Math.max(across, down * random.between(1, 1.8)),
                (int) Math.max(12, down),
                random.around(0.48, 0.04),
                random.around(0.5, 0.04));
    }

    /** Printed against forgery: waves or dots all over, which a scanner makes half visible. */
    private void paper(BufferedImage photo, double light) {
        double depth = random.near(0.02, 0.3) * light;
        double period = random.between(2.2, 7);
        double lean = random.between(-0.5, 0.5);
        double swing = random.chance(0.6) ? random.between(0, 1.5) * period : 0;
        double wave = random.between(12, 60);
        boolean dots = random.chance(0.3);
        Planes planes = Planes.of(photo);
        planes.add((x, y) -> {
            double across = y + lean * x + swing * Math.sin(2 * Math.PI * x / wave);
            double pattern = Math.sin(2 * Math.PI * across / period);
            double crossed = dots ? pattern * Math.sin(2 * Math.PI * (x - lean * y) / period) : pattern;
            return (float) (light - depth * (0.5 + 0.5 * crossed));
        });
        photo.getGraphics().drawImage(planes.toImage(), 0, 0, null);
    }

    /** The lines of the form: the one to write on, the frame, a column. */
    private void ruling(Sketch.Frame frame, double light) {
        Graphics2D graphics = frame.graphics();
        double width = frame.image().getWidth();
        double height = frame.image().getHeight();
        graphics.rotate(random.around(0, 0.02), width / 2, height / 2);
        for (int lines = random.below(3); lines > 0; lines--) {
            graphics.setColor(grey(light * random.between(0.3, 0.85)));
            boolean standing = random.chance(0.2);
            double at = random.chance(0.5) ? random.near(0.02, 0.3) : 1 - random.near(0.02, 0.3);
            Path2D.Double way = new Path2D.Double();
            way.moveTo(standing ? at * width : -width, standing ? -height : at * height);
            way.lineTo(standing ? at * width : 2 * width, standing ? 2 * height : at * height);
            new Ink(way, random.between(0.7, 2), false).paint(graphics);
        }
        graphics.dispose();
    }

    private static Color grey(double light) {
        return new Color((float) light, (float) light, (float) light);
    }
}
