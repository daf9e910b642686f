package io.digitstream.synthetic.raster;

import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A photo while light, lens and sensor work on it: red, green and blue as floats, 0 to 1, row by row. Mutable, for one
 * thread.
 */
public final class Planes {
    /** What a factor or an addend is at a pixel. */
    @FunctionalInterface
    public interface Field {
        float at(int x, int y);
    }

    private final int width;
    private final int height;
    private final List<float[]> colours;

    private Planes(int width, int height, List<float[]> colours) {
        this.width = width;
        this.height = height;
        this.colours = colours;
    }

    /** Takes an image of {@link BufferedImage#TYPE_INT_RGB} apart. */
    public static Planes of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = new int[width * height];
        image.getRaster().getDataElements(0, 0, width, height, pixels);
        Planes planes = blank(width, height);
        for (int c = 0; c < 3; c++) {
            float[] plane = planes.colours.get(c);
            int shift = 16 - 8 * c;
            for (int i = 0; i < pixels.length; i++) {
                plane[i] = ((pixels[i] >> shift) & 0xff) / 255f;
            }
        }
        return planes;
    }

    /** The network's input taken apart. */
    public static Planes of(Pixels pixels) {
        Planes planes = blank(pixels.shape().width(), pixels.shape().height());
        byte[] values = pixels.values();
        int size = planes.width * planes.height;
        for (int c = 0; c < 3; c++) {
            float[] plane = planes.colours.get(c);
            for (int i = 0; i < size; i++) {
                plane[i] = (values[c * size + i] & 0xff) / 255f;
            }
        }
        return planes;
    }

    /** The network's input, of this photo's size. */
    public Pixels toPixels() {
        int size = width * height;
        byte[] values = new byte[3 * size];
        for (int c = 0; c < 3; c++) {
            float[] plane = colours.get(c);
            for (int i = 0; i < size; i++) {
                values[c * size + i] = (byte) (0.5f + 255 * Math.max(0, Math.min(1, plane[i])));
            }
        }
        return new Pixels(new InputShape(height, width), values);
    }

    private static Planes blank(int width, int height) {
        int size = width * height;
        return new Planes(width, height, List.of(new float[size], new float[size], new float[size]));
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public BufferedImage toImage() {
        int[] pixels = new int[width * height];
        for (int c = 0; c < 3; c++) {
            float[] plane = colours.get(c);
            int shift = 16 - 8 * c;
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] |= (int) (0.5f + 255 * Math.max(0, Math.min(1, plane[i]))) << shift;
            }
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.getRaster().setDataElements(0, 0, width, height, pixels);
        return image;
    }

    public void multiply(Field factor) {
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                float f = factor.at(x, y);
                for (int c = 0; c < 3; c++) {
                    colours.get(c)[i] *= f;
                }
            }
        }
    }

    public void add(Field addend) {
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                float a = addend.at(x, y);
                for (int c = 0; c < 3; c++) {
                    colours.get(c)[i] += a;
                }
            }
        }
    }

    /** Independent noise in each colour, like that of a sensor. */
    public void addNoise(double deviation, SeededRandom random) {
        for (float[] plane : colours) {
            for (int i = 0; i < plane.length; i++) {
                long bits = random.bits();
                // The sum of four uniform numbers is normal enough, and one draw has the bits for all of them.
                long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
                plane[i] += (float) (deviation * (sum / 65536.0 - 2) * 1.73);
            }
        }
    }

    /** Maps each level of one colour, 0 for red, through a curve. */
    public void bend(int colour, DoubleUnaryOperator curve) {
        float[] table = new float[257];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) curve.applyAsDouble(i / 256.0);
        }
        float[] plane = colours.get(colour);
        for (int i = 0; i < plane.length; i++) {
            float level = 256 * Math.max(0, Math.min(1, plane[i]));
            int low = Math.min(255, (int) level);
            plane[i] = table[low] + (level - low) * (table[low + 1] - table[low]);
        }
    }

    /** Towards grey: 1 leaves the colours, 0 takes them all. */
    public void saturate(double saturation) {
        float keep = (float) saturation;
        for (int i = 0; i < width * height; i++) {
            float grey = 0.299f * colours.get(0)[i] + 0.587f * colours.get(1)[i] + 0.114f * colours.get(2)[i];
            for (int c = 0; c < 3; c++) {
                colours.get(c)[i] = grey + keep * (colours.get(c)[i] - grey);
            }
        }
    }

    /** Red becomes the colour at this place of the order (0 red, 1 green, 2 blue), and so on. */
    public Planes reordered(List<Integer> order) {
        return new Planes(
                width, height, order.stream().map(c -> colours.get(c).clone()).toList());
    }

    /** Blurs along the rows, then down the columns. */
    public void blur(Kernel along, Kernel down) {
        for (float[] plane : colours) {
            along.blurRows(plane, width);
            down.blurColumns(plane, width);
        }
    }

    /** Lifts edges as the software of phones does: away from the blurred photo. */
    public void sharpen(double amount, Kernel kernel) {
        Planes soft =
                new Planes(width, height, colours.stream().map(float[]::clone).toList());
        soft.blur(kernel, kernel);
        for (int c = 0; c < 3; c++) {
            float[] plane = colours.get(c);
            float[] blurred = soft.colours.get(c);
            for (int i = 0; i < plane.length; i++) {
                plane[i] += (float) amount * (plane[i] - blurred[i]);
            }
        }
    }

    /** The photo in another size, linear between the four nearest pixels; blur before you make it smaller. */
    public Planes resized(int newWidth, int newHeight) {
        Planes resized = blank(newWidth, newHeight);
        double stepX = (double) width / newWidth;
        double stepY = (double) height / newHeight;
        for (int y = 0, i = 0; y < newHeight; y++) {
            double v = Math.max(0, Math.min(height - 1.0, (y + 0.5) * stepY - 0.5));
            int row = (int) v;
            int top = row * width;
            int bottom = Math.min(height - 1, row + 1) * width;
            for (int x = 0; x < newWidth; x++, i++) {
                double u = Math.max(0, Math.min(width - 1.0, (x + 0.5) * stepX - 0.5));
                int left = (int) u;
                int right = Math.min(width - 1, left + 1);
                float wx = (float) (u - left);
                float wy = (float) (v - row);
                for (int c = 0; c < 3; c++) {
                    float[] from = colours.get(c);
                    float above = from[top + left] + wx * (from[top + right] - from[top + left]);
                    float below = from[bottom + left] + wx * (from[bottom + right] - from[bottom + left]);
                    resized.colours.get(c)[i] = above + wy * (below - above);
                }
            }
        }
        return resized;
    }
}
