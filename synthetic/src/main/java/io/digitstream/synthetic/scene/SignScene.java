package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Lettering;
import io.digitstream.synthetic.lettering.NumberLayout;
import io.digitstream.synthetic.lettering.Printed;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** A number on a building or on a board beside its door: large, with words above and below, often seen obliquely. */
final class SignScene {
    private static final double WIDEST = 280;

    private static final List<Colours> BOARDS = List.of(
            new Colours(new Color(235, 235, 232), new Color(38, 44, 52)),
            new Colours(new Color(235, 235, 232), new Color(30, 32, 36)),
            new Colours(new Color(235, 235, 232), new Color(84, 86, 90)),
            new Colours(new Color(240, 240, 240), new Color(28, 58, 112)),
            new Colours(new Color(240, 240, 240), new Color(20, 92, 70)),
            new Colours(new Color(240, 240, 240), new Color(150, 36, 40)),
            new Colours(new Color(30, 32, 36), new Color(225, 225, 222)),
            new Colours(new Color(40, 44, 70), new Color(214, 216, 220)),
            new Colours(new Color(30, 32, 36), new Color(216, 176, 46)));
    private static final List<Color> BANDS = List.of(
            new Color(190, 150, 30),
            new Color(200, 198, 190),
            new Color(110, 106, 104),
            new Color(40, 80, 130),
            new Color(232, 232, 228));

    private final SceneMaterials materials;
    private final SeededRandom random;

    private SignScene(SceneMaterials materials, SeededRandom random) {
        this.materials = materials;
        this.random = random;
    }

    static Sketch draw(String digits, SceneMaterials materials, SeededRandom random) {
        return new SignScene(materials, random).draw(digits);
    }

    private Sketch draw(String digits) {
        Lettering lettering = Printed.asDesigned(materials.typefaces(), random);
        NumberLayout layout = new NumberLayout(random.between(0.02, 0.35), 0, false, 0);
        NumberLayout.Laid number = layout.lay(digits, lettering, random);
        Sketch.Frame frame = frame(number);
        Rectangle2D box = number.box(frame.warp(), frame.warp().scale());
        Color wall = Wall.paint(frame.image(), materials, frame.warp().scale(), random);
        boolean board = random.chance(0.65);
        Colours colours = board ? varied(random.pick(BOARDS)) : Colours.on(wall, random);
        if (board) {
            board(frame, number.box(), colours);
        } else if (random.chance(0.4)) {
            words(frame, number.box(), random.chance(0.5), colours.ink());
        }
        Finish finish = board
                ? random.chance(0.7) ? Finish.of(Finish.Style.FLAT, random) : Finish.any(random)
                : random.chance(0.12) ? Finish.of(Finish.Style.GLOW, random) : Finish.any(random);
        finish.paint(frame, number.digits(), colours.ink());
        return new Sketch(frame.image(), box, frame.warp().scale());
    }

    private Colours varied(Colours colours) {
        return new Colours(Colours.varied(colours.ink(), 12, random), Colours.varied(colours.ground(), 16, random));
    }

    private Sketch.Frame frame(NumberLayout.Laid number) {
        double unit = Math.min(
                Math.max(11, Math.min(90, 30 * Math.exp(random.around(0, 0.5)))),
                WIDEST / 1.3 / number.box().getWidth());
        Warp warp = Warp.ofCamera(unit, number.box(), 1.7, random);
        Rectangle2D box = number.box(warp, unit);
        return Sketch.frame(
                warp,
                box,
                (int) Math.min(box.getWidth() * random.between(1.3, 2.6), Math.max(WIDEST, 1.2 * box.getWidth())),
                (int) Math.max(12, box.getHeight() * random.between(1.3, 3)),
                random.between(0.3, 0.7),
                random.between(0.3, 0.7));
    }

    private void board(Sketch.Frame frame, Rectangle2D number, Colours colours) {
        double left = number.getMinX() - random.near(0.25, 1.8);
        double top = number.getMinY() - random.near(0.3, 1.6);
        double right = number.getMaxX() + random.near(0.3, 3);
        double bottom = number.getMaxY() + random.near(0.25, 1);
        Rectangle2D ground = new Rectangle2D.Double(left, top, right - left, bottom - top);
        if (random.chance(0.5)) {
            double reach = random.near(0.05, 0.25);
            frame.fill(
                    new Rectangle2D.Double(left + reach, top + reach, right - left, bottom - top),
                    Colours.translucent(Color.BLACK, random.between(0.2, 0.5)));
        }
        frame.fill(ground, colours.ground());
        if (top < number.getMinY() - 0.9 && random.chance(0.6)) {
            words(frame, number, true, colours.ink());
        }
        if (random.chance(0.55)) {
            Color band = random.chance(0.7) ? Colours.varied(random.pick(BANDS), 18, random) : colours.ground();
            double high = random.between(0.6, 2.5);
            frame.fill(new Rectangle2D.Double(left, bottom, right - left, high), band);
            Color ink =
                    Colours.luma(band) > 0.45 && random.chance(0.5) ? new Color(34, 34, 36) : new Color(240, 240, 236);
            double size = random.between(0.28, 0.6);
            for (double foot = bottom + 1.4 * size; foot < bottom + high; foot += 1.5 * size) {
                Words.paint(frame, Words.any(random), materials.typefaces(), size, left + 0.2, foot, ink, random);
            }
        }
    }

    private void words(Sketch.Frame frame, Rectangle2D number, boolean above, Color ink) {
        double size = random.between(0.25, 0.8);
        double foot = above
                ? number.getMinY() - random.between(0.3, 0.6)
                : number.getMaxY() + size + random.between(0.3, 0.6);
        Words.paint(
                frame,
                Words.any(random),
                materials.typefaces(),
                size,
                number.getMinX() + random.between(-0.3, 0.3),
                foot,
                ink,
                random);
    }
}
