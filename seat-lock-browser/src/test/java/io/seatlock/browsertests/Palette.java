package io.seatlock.browsertests;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Reduces screenshots to a palette of up to 256 colours. It holds the most frequent colour of each kind; every other
 * colour is replaced by the nearest one.
 */
final class Palette {

  private static final int MAX_COLORS = 256;

  private static final int EXACT_COLORS = 24;

  /**
   * Colours that differ only in the lower bits are of one kind, so that the shades of one colour do not fill the
   * palette.
   */
  private static final int KIND_MASK = 0xf0f0f0;

  private final List<Integer> colors;

  private final Map<Integer, Integer> indexes = new HashMap<>();

  private Palette(List<Integer> colors) {
    this.colors = colors;
  }

  /**
   * @param png an image in PNG format
   * @return the reduced image in PNG format
   */
  static byte[] reduce(byte[] png) throws IOException {
    BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < full.getHeight(); y++) {
      for (int x = 0; x < full.getWidth(); x++) {
        counts.merge(full.getRGB(x, y) & 0xffffff, 1, Integer::sum);
      }
    }
    Map<Integer, Integer> kinds = new LinkedHashMap<>();
    counts.entrySet().stream().sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .forEach(color -> kinds.putIfAbsent(kind(color.getKey(), kinds.size()), color.getKey()));
    List<Integer> frequent = kinds.values().stream().limit(MAX_COLORS).toList();
    ByteArrayOutputStream reduced = new ByteArrayOutputStream();
    ImageIO.write(new Palette(frequent).apply(full), "png", reduced);
    return reduced.toByteArray();
  }

  /** The most frequent colours, which cover most of the page, are each a kind of their own. */
  private static int kind(int color, int before) {
    return before < EXACT_COLORS ? color : color & KIND_MASK;
  }

  private BufferedImage apply(BufferedImage full) {
    int[] map = colors.stream().mapToInt(Integer::intValue).toArray();
    BufferedImage indexed = new BufferedImage(full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
        new IndexColorModel(8, map.length, map, 0, false, -1, DataBuffer.TYPE_BYTE));
    for (int y = 0; y < full.getHeight(); y++) {
      for (int x = 0; x < full.getWidth(); x++) {
        int color = full.getRGB(x, y) & 0xffffff;
        indexed.getRaster().setSample(x, y, 0, indexes.computeIfAbsent(color, this::nearest));
      }
    }
    return indexed;
  }

  private int nearest(int color) {
    int nearest = 0;
    for (int index = 1; index < colors.size(); index++) {
      if (distance(color, colors.get(index)) < distance(color, colors.get(nearest))) {
        nearest = index;
      }
    }
    return nearest;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16) - (other >> 16);
    int green = (one >> 8 & 255) - (other >> 8 & 255);
    int blue = (one & 255) - (other & 255);
    return red * red + green * green + blue * blue;
  }
}
