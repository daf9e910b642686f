package io.digitstream.recognizer.image;

/**
 * Undoes what a PNG's writer did to each row so that it compresses well. Pure.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#9Filters">Portable Network Graphics (PNG) Specification, 9</a>
 */
final class PngFilters {
    private PngFilters() {}

    /**
     * Undoes a row's filter in place.
     *
     * @param block rows of {@code stride} bytes, of which the first is the filter; the one above is done
     * @param row where it begins
     * @param bytes of a pixel
     * @return false for a filter that the specification does not know
     */
    static boolean undo(byte[] block, int row, int stride, int bytes) {
        int second = row + 1 + bytes;
        int end = row + stride;
        switch (block[row]) {
            case 0 -> {}
            case 1 -> {
                for (int i = second; i < end; i++) {
                    block[i] += block[i - bytes];
                }
            }
            case 2 -> {
                for (int i = row + 1; i < end; i++) {
                    block[i] += block[i - stride];
                }
            }
            case 3 -> {
                for (int i = row + 1; i < second; i++) {
                    block[i] += (byte) ((block[i - stride] & 0xFF) >> 1);
                }
                for (int i = second; i < end; i++) {
                    block[i] += (byte) (((block[i - bytes] & 0xFF) + (block[i - stride] & 0xFF)) >> 1);
                }
            }
            case 4 -> {
                if (bytes == 3) {
                    undoInColours(block, row, stride);
                } else {
                    for (int i = row + 1; i < second; i++) {
                        block[i] += block[i - stride];
                    }
                    for (int i = second; i < end; i++) {
                        int corner = block[i - stride - bytes] & 0xFF;
                        block[i] += (byte) paeth(block[i - bytes] & 0xFF, block[i - stride] & 0xFF, corner);
                    }
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Nearly every row of nearly every photo: the neighbours are not fetched again, and three colours go on side by side. */
    private static void undoInColours(byte[] block, int row, int stride) {
        int red = 0;
        int green = 0;
        int blue = 0;
        int redCorner = 0;
        int greenCorner = 0;
        int blueCorner = 0;
        for (int i = row + 1; i < row + stride; i += 3) {
            int redUp = block[i - stride] & 0xFF;
            int greenUp = block[i - stride + 1] & 0xFF;
            int blueUp = block[i - stride + 2] & 0xFF;
            red = (block[i] + paeth(red, redUp, redCorner)) & 0xFF;
            green = (block[i + 1] + paeth(green, greenUp, greenCorner)) & 0xFF;
            blue = (block[i + 2] + paeth(blue, blueUp, blueCorner)) & 0xFF;
            block[i] = (byte) red;
            block[i + 1] = (byte) green;
            block[i + 2] = (byte) blue;
            redCorner = redUp;
            greenCorner = greenUp;
            blueCorner = blueUp;
        }
    }

    /**
     * Of the three neighbours the one that is nearest to {@code left + up - corner}: the smaller of left and up where the corner is
     * larger than it by far enough, the larger one where it is smaller, otherwise the corner. Without a branch, which no processor
     * would foresee.
     */
    static int paeth(int left, int up, int corner) {
        int low = Math.min(left, up);
        int high = Math.max(left, up);
        int pivot = 3 * corner - left - up;
        int notHigher = (pivot - high) >> 31;
        int notLower = (low - pivot) >> 31;
        int lowOrCorner = (corner & notHigher) | (low & ~notHigher);
        return (lowOrCorner & notLower) | (high & ~notLower);
    }
}
