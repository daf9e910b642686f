package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Ink;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/**
 * The thing a house number is written on: enamel, wood or plastic, with its rim and its screws. In number units.
 *
 * @param form the outline's kind
 * @param outer where it is
 * @param corner radius of round corners
 * @param rim width of the line around, 0 for none
 * @param inset how far the line is from the edge
 * @param screws whether it shows how it is fixed
 */
record Plate(Form form, Rectangle2D outer, double corner, double rim, double inset, boolean screws) {
    /** What plates look like from afar. */
    enum Form {
        SQUARE,
        ROUNDED,
        OVAL,
        BITTEN
    }

    /** A plate with room for a number of the given size. */
    static Plate around(Rectangle2D number, SeededRandom random) {
        double kind = random.between(0, 1);
        Form form = kind < 0.55 ? Form.SQUARE : kind < 0.82 ? Form.ROUNDED : kind < 0.92 ? Form.OVAL : Form.BITTEN;
        double rim = random.chance(0.5) ? random.between(0.015, 0.06) : 0;
        double inset = random.chance(0.3) ? 0 : random.between(0.02, 0.08);
        double around = form == Form.OVAL ? 0.14 : 0;
        double aside = inset + rim + random.near(0.08, 0.7) + around * number.getWidth();
        double above = inset + rim + random.near(0.06, 0.35) + around * number.getHeight();
        Rectangle2D outer = new Rectangle2D.Double(
                number.getX() - aside,
                number.getY() - above,
                number.getWidth() + 2 * aside,
                number.getHeight() + 2 * above);
        return new Plate(form, outer, random.between(0.08, 0.4), rim, inset, random.chance(0.25));
    }

    Plate moved(double right) {
        AffineTransform move = AffineTransform.getTranslateInstance(right, 0);
        Rectangle2D there = move.createTransformedShape(outer).getBounds2D();
        return new Plate(form, there, corner, rim, inset, screws);
    }

    void paint(Sketch.Frame frame, Colours colours, SeededRandom random) {
        Graphics2D graphics = frame.graphics();
        double unit = frame.warp().scale();
        Path2D shape = Ink.mapped(outline(0), frame.warp());
        shade(graphics, shape, unit, random);
        graphics.setColor(colours.ground());
        graphics.fill(shape);
        if (rim > 0) {
            graphics.setColor(colours.ink());
            graphics.setStroke(new BasicStroke((float) (rim * unit)));
            graphics.draw(Ink.mapped(outline(inset), frame.warp()));
        }
        if (random.chance(0.4)) {
            graphics.setColor(Colours.lit(colours.ground(), random.chance(0.5) ? 0.6 : 1.4));
            graphics.setStroke(new BasicStroke((float) (0.03 * unit)));
            graphics.draw(shape);
        }
        if (screws) {
            screws(frame, graphics, Colours.lit(colours.ground(), random.between(0.4, 1.5)));
        }
        graphics.dispose();
    }

    private static void shade(Graphics2D graphics, Path2D shape, double unit, SeededRandom random) {
        if (random.chance(0.5)) {
            double reach = unit * random.near(0.03, 0.2);
            AffineTransform away = AffineTransform.getTranslateInstance(random.between(-1, 1) * reach, reach);
            graphics.setColor(Colours.translucent(Color.BLACK, random.between(0.2, 0.6)));
            graphics.fill(away.createTransformedShape(shape));
        }
    }

    private Shape outline(double margin) {
        double x = outer.getX() + margin;
        double y = outer.getY() + margin;
        double width = outer.getWidth() - 2 * margin;
        double height = outer.getHeight() - 2 * margin;
        return switch (form) {
            case SQUARE -> new Rectangle2D.Double(x, y, width, height);
            case ROUNDED -> new RoundRectangle2D.Double(x, y, width, height, 2 * corner, 2 * corner);
            case OVAL -> new Ellipse2D.Double(x, y, width, height);
            case BITTEN -> bitten(new Rectangle2D.Double(x, y, width, height));
        };
    }

    /** The enamel plates of France: a quarter of a circle is missing at each corner. */
    private Shape bitten(Rectangle2D rectangle) {
        Area area = new Area(rectangle);
        double bite = 0.5 * corner;
        for (int i = 0; i < 4; i++) {
            double x = (i & 1) == 0 ? rectangle.getMinX() : rectangle.getMaxX();
            double y = (i & 2) == 0 ? rectangle.getMinY() : rectangle.getMaxY();
            area.subtract(new Area(new Ellipse2D.Double(x - bite, y - bite, 2 * bite, 2 * bite)));
        }
        return area;
    }

    private void screws(Sketch.Frame frame, Graphics2D graphics, Color colour) {
        graphics.setColor(colour);
        double size = 0.09;
        for (int side = 0; side < 2; side++) {
            double x = side == 0 ? outer.getMinX() + 2 * inset + size : outer.getMaxX() - 2 * inset - 2 * size;
            Shape screw = new Ellipse2D.Double(x, outer.getCenterY() - size / 2, size, size);
            graphics.fill(Ink.mapped(screw, frame.warp()));
        }
    }
}
