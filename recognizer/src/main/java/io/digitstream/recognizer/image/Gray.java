package io.digitstream.recognizer.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/**
 * Images of grey levels as images of colours, each level as it stands in the file. Java takes grey levels for linear light
 * and brightens them when it turns them into colours, from 128 to 188.
 */
final class Gray {
    private Gray() {}

    /** The same image with equal red, green and blue, if it is one of grey levels; otherwise the image itself. */
    static BufferedImage inColour(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model.getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
            return image;
        }
        int type = model.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage colour = new BufferedImage(image.getWidth(), image.getHeight(), type);
        Raster levels = image.getRaster();
        int surplusBits = Math.max(0, model.getComponentSize(0) - 8);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < row.length; x++) {
                int level = levels.getSample(x, y, 0) >> surplusBits;
                int alpha = model.hasAlpha() ? levels.getSample(x, y, 1) >> surplusBits : 0xFF;
                row[x] = alpha << 24 | level << 16 | level << 8 | level;
            }
            colour.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return colour;
    }
}
