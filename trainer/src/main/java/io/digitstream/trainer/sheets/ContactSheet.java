package io.digitstream.trainer.sheets;

import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures in a grid, row by row, each with lines of caption under it, below a title. A picture is enlarged or reduced to
 * its tile, smoothly and without changing its proportions. Needs no fonts of its machine. One thread.
 */
public final class ContactSheet {
    private static final int MARGIN = 24;
    private static final int GAP = 14;
    private static final int TITLE_SIZE = 18;
    private static final int CAPTION_SIZE = 13;
    private static final int LINE = 18;
    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x22262B);
    private static final Color PALE_INK = new Color(0x6B7480);
    private static final Color FRAME = new Color(0xDADFE5);

    private final String title;
    private final int columns;
    private final int tileWidth;
    private final int tileHeight;
    private final List<Tile> tiles = new ArrayList<>();

    /**
     * An empty sheet.
     *
     * @param title one line; none if empty
     * @param columns tiles in a row, at least 1
     * @param tileWidth width of the room for a picture, in pixels, at least 8
     * @param tileHeight height of that room, in pixels, at least 8
     */
    public ContactSheet(String title, int columns, int tileWidth, int tileHeight) {
        if (columns < 1 || tileWidth < 8 || tileHeight < 8) {
            throw new IllegalArgumentException("a sheet has at least 1 column of tiles of at least 8 x 8 pixels, not "
                    + columns + " of " + tileWidth + " x " + tileHeight);
        }
        this.title = title;
        this.columns = columns;
        this.tileWidth = tileWidth;
        this.tileHeight = tileHeight;
    }

    /**
     * Adds a picture.
     *
     * @param captions lines, the first darker than the others; what is too long for the tile is cut off
     */
    public void add(BufferedImage image, List<String> captions) {
        tiles.add(new Tile(fit(image), List.copyOf(captions)));
    }

    /**
     * Adds an image as the network sees it.
     *
     * @param captions lines, the first darker than the others; what is too long for the tile is cut off
     */
    public void add(Pixels pixels, List<String> captions) {
        add(image(pixels), captions);
    }

    /**
     * Writes the sheet.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path png) throws IOException {
        PngFile.write(draw(), png);
    }

    BufferedImage draw() {
        int header = title.isEmpty() ? 0 : TITLE_SIZE + GAP;
        int rows = (tiles.size() + columns - 1) / columns;
        int captions =
                tiles.stream().mapToInt(tile -> tile.captions.size()).max().orElse(0);
        int rowHeight = tileHeight + captions * LINE + GAP;
        BufferedImage sheet = new BufferedImage(
                2 * MARGIN + columns * (tileWidth + GAP) - GAP,
                2 * MARGIN + header + Math.max(0, rows * rowHeight - GAP),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(PAPER);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(INK);
        Caption.BOLD.draw(
                graphics, title, MARGIN, MARGIN + TITLE_SIZE * 3 / 4, TITLE_SIZE, sheet.getWidth() - 2 * MARGIN);
        for (int i = 0; i < tiles.size(); i++) {
            int left = MARGIN + i % columns * (tileWidth + GAP);
            draw(graphics, tiles.get(i), left, MARGIN + header + i / columns * rowHeight);
        }
        graphics.dispose();
        return sheet;
    }

    private void draw(Graphics2D graphics, Tile tile, int left, int top) {
        BufferedImage picture = tile.picture;
        int x = left + (tileWidth - picture.getWidth()) / 2;
        int y = top + (tileHeight - picture.getHeight()) / 2;
        graphics.drawImage(picture, x, y, null);
        graphics.setColor(FRAME);
        graphics.drawRect(x - 1, y - 1, picture.getWidth() + 1, picture.getHeight() + 1);
        for (int line = 0; line < tile.captions.size(); line++) {
            graphics.setColor(line == 0 ? INK : PALE_INK);
            Caption caption = line == 0 ? Caption.BOLD : Caption.PLAIN;
            int baseline = top + tileHeight + (line + 1) * LINE;
            caption.draw(graphics, tile.captions.get(line), left, baseline, CAPTION_SIZE, tileWidth);
        }
    }

    private BufferedImage fit(BufferedImage image) {
        double scale = Math.min((double) tileWidth / image.getWidth(), (double) tileHeight / image.getHeight());
        InputShape shape = new InputShape(Math.max(8, (int) Math.round(scale * image.getHeight())), Math.max(8, (int)
                Math.round(scale * image.getWidth())));
        return image(Crop.whole(image.getWidth(), image.getHeight()).cutFrom(image, shape));
    }

    private static BufferedImage image(Pixels pixels) {
        int width = pixels.shape().width();
        int plane = width * pixels.shape().height();
        byte[] values = pixels.values();
        BufferedImage image = new BufferedImage(width, pixels.shape().height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < plane; i++) {
            int red = values[i] & 0xFF;
            int green = values[plane + i] & 0xFF;
            int blue = values[2 * plane + i] & 0xFF;
            image.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
        }
        return image;
    }

    private record Tile(BufferedImage picture, List<String> captions) {}
}
