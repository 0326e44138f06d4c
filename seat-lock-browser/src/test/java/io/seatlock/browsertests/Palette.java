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

/** Makes pictures of a page small: up to 256 colours, the most frequent of each kind, each other one as the nearest. */
final class Palette {

  private static final int MOST = 256;

  private static final int EXACT = 24;

  /** Colours that differ in the lower bits only are of one kind, so that shades of one do not drive out all others. */
  private static final int KIND = 0xf0f0f0;

  private final List<Integer> colors;

  private final Map<Integer, Integer> indexes = new HashMap<>();

  private Palette(List<Integer> colors) {
    this.colors = colors;
  }

  /** @param png and so the answer */
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
    List<Integer> frequent = kinds.values().stream().limit(MOST).toList();
    ByteArrayOutputStream reduced = new ByteArrayOutputStream();
    ImageIO.write(new Palette(frequent).apply(full), "png", reduced);
    return reduced.toByteArray();
  }

  /** The first ones cover most of the page and stay as they are. */
  private static int kind(int color, int before) {
    return before < EXACT ? color : color & KIND;
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
