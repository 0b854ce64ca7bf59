package dev.datalab.server.demo.site;

import java.util.Locale;

/**
 * A picture of flat shapes, drawn from the back to the front, as SVG. Lengths are the picture's own
 * units; its ground is left clear, so that it lies on a light page as on a dark one. For one
 * thread.
 */
final class Drawing {
  private final StringBuilder svg = new StringBuilder(2_048);

  /** An empty picture. */
  Drawing(int width, int height) {
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">"
            .formatted(width, height));
  }

  /** An area within a path (SVG's path language). */
  Drawing area(String color, String path) {
    svg.append("<path fill=\"%s\" d=\"%s\"/>".formatted(color, path));
    return this;
  }

  /** A line along a path, with round ends. */
  Drawing line(String color, double width, String path) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" stroke-linecap=\"round\""
                + " stroke-linejoin=\"round\" d=\"%s\"/>",
            color,
            width,
            path));
    return this;
  }

  /** A disc around a point. */
  Drawing disc(String color, double x, double y, double radius) {
    return oval(color, x, y, radius, radius);
  }

  /** An oval around a point. */
  Drawing oval(String color, double x, double y, double radiusX, double radiusY) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<ellipse fill=\"%s\" cx=\"%.1f\" cy=\"%.1f\" rx=\"%.1f\" ry=\"%.1f\"/>",
            color,
            x,
            y,
            radiusX,
            radiusY));
    return this;
  }

  /** A box with round corners. */
  Drawing box(String color, double x, double y, double width, double height, double corner) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect fill=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"/>",
            color,
            x,
            y,
            width,
            height,
            corner));
    return this;
  }

  /** The picture as it stands. */
  String svg() {
    return svg + "</svg>";
  }
}
