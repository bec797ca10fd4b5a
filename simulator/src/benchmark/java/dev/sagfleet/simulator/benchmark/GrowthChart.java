package dev.sagfleet.simulator.benchmark;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/** A picture in SVG of how the time and the heap of rehearsals grow with their devices, both axes logarithmic. */
public final class GrowthChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int TOP = 44;
    private static final int PLOT_WIDTH = 540;
    private static final int PLOT_HEIGHT = 250;

    /** From 0.01 to 1,000 s or GiB. */
    private static final int DECADE_FIRST = -2;

    private static final int DECADE_LAST = 3;
    private static final double GIBIBYTE = 1L << 30;

    /** Of Okabe and Ito, which those who see few colours can tell apart. */
    private static final String SECONDS_COLOUR = "#0072b2";

    private static final String HEAP_COLOUR = "#d55e00";

    private final List<RehearsalSize> sizes;
    private final double first;
    private final double last;
    private final StringBuilder svg = new StringBuilder();

    private GrowthChart(List<RehearsalSize> sizes) {
        this.sizes = sizes;
        first = StrictMath.log10(sizes.get(0).devices());
        last = Math.max(first + 1, StrictMath.log10(sizes.get(sizes.size() - 1).devices()));
    }

    /**
     * The picture.
     *
     * @param sizes from the fewest devices to the most: at least one
     */
    public static String of(List<RehearsalSize> sizes) {
        return new GrowthChart(sizes).draw();
    }

    private String draw() {
        add(format(
                ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\" fill=\"#222222\">",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT));
        add("<title>What a rehearsed campaign of 30 days takes</title>");
        add(format(ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT));
        legend(LEFT, "seconds, JVM start included", SECONDS_COLOUR);
        legend(LEFT + 240, "GiB of heap at most", HEAP_COLOUR);
        for (int decade = DECADE_FIRST; decade <= DECADE_LAST; decade++) {
            double y = y(decade);
            add(format(ROOT, "<path d=\"M%d %.1fh%d\" stroke=\"#dddddd\"/>", LEFT, y, PLOT_WIDTH));
            add(format(
                    ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 8,
                    y + 4,
                    decade < 0 ? "0." + "0".repeat(-decade - 1) + "1" : "1" + "0".repeat(decade)));
        }
        for (RehearsalSize size : sizes) {
            add(format(
                    ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>",
                    x(size),
                    TOP + PLOT_HEIGHT + 18,
                    size.devices()));
        }
        add(format(ROOT, "<text x=\"%d\" y=\"%d\">devices</text>", LEFT, HEIGHT - 12));
        line(RehearsalSize::seconds, "s", SECONDS_COLOUR);
        line(size -> size.peakBytes() / GIBIBYTE, "GiB", HEAP_COLOUR);
        add("</svg>");
        return svg.toString();
    }

    private void legend(int x, String text, String colour) {
        add(format(ROOT, "<path d=\"M%d 20h24\" stroke=\"%s\" stroke-width=\"3\"/>", x, colour));
        add(format(ROOT, "<text x=\"%d\" y=\"24\">%s</text>", x + 30, text));
    }

    private void line(ToDoubleFunction<RehearsalSize> value, String unit, String colour) {
        var points = new StringJoiner(" ");
        for (RehearsalSize size : sizes) {
            double x = x(size);
            double y = y(StrictMath.log10(value.applyAsDouble(size)));
            points.add(format(ROOT, "%.1f,%.1f", x, y));
            add(format(
                    ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"><title>%,d devices: %.2f %s</title></circle>",
                    x,
                    y,
                    colour,
                    size.devices(),
                    value.applyAsDouble(size),
                    unit));
        }
        add(format(ROOT, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", points, colour));
    }

    private double x(RehearsalSize size) {
        return LEFT + 20 + (PLOT_WIDTH - 40) * (StrictMath.log10(size.devices()) - first) / (last - first);
    }

    private static double y(double decade) {
        double within = Math.max(DECADE_FIRST, Math.min(DECADE_LAST, decade));
        return TOP + PLOT_HEIGHT * (DECADE_LAST - within) / (DECADE_LAST - DECADE_FIRST);
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
