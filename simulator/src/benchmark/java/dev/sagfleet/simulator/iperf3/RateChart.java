package dev.sagfleet.simulator.iperf3;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import dev.sagfleet.simulator.iperf3.Iperf3Run.Interval;
import java.util.List;
import java.util.StringJoiner;

/** A picture of runs in SVG: the rate over time, a panel for each rate, a line for each contender. */
public final class RateChart {
    private static final int COLUMNS = 2;
    private static final int PANEL_WIDTH = 480;
    private static final int PANEL_HEIGHT = 270;
    private static final int PLOT_LEFT = 52;
    private static final int PLOT_TOP = 34;
    private static final int PLOT_WIDTH = 412;
    private static final int PLOT_HEIGHT = 190;
    private static final int LEGEND_HEIGHT = 40;
    private static final int LEGEND_ENTRY_WIDTH = 160;
    private static final int CAPTION_HEIGHT = 24;

    /** In percent of the rate. What is above is cut off: bursts of peers are 13 times it. */
    private static final int PERCENT_MAX = 200;

    /** Of Okabe and Ito, which those who see few colours can tell apart. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#e69f00", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#000000");

    private final List<Iperf3Run> runs;
    private final List<String> contenders;
    private final List<Integer> rates;
    private final StringBuilder svg = new StringBuilder();

    private RateChart(List<Iperf3Run> runs) {
        this.runs = runs;
        contenders = runs.stream().map(Iperf3Run::contender).distinct().toList();
        rates = runs.stream().map(Iperf3Run::megabits).distinct().toList();
    }

    /** The picture, contenders and rates in the order of their first runs. The first contender lies on top. */
    public static String of(List<Iperf3Run> runs) {
        return new RateChart(runs).draw();
    }

    private String draw() {
        int rows = (rates.size() + COLUMNS - 1) / COLUMNS;
        int width = PANEL_WIDTH * COLUMNS;
        int height = LEGEND_HEIGHT + PANEL_HEIGHT * rows + CAPTION_HEIGHT;
        add(format(
                ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\" fill=\"#222222\">",
                width,
                height,
                width,
                height));
        add("<title>Rate over time, as iperf3 received it</title>");
        add(format(ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height));
        for (int i = 0; i < contenders.size(); i++) {
            int x = PLOT_LEFT + i * LEGEND_ENTRY_WIDTH;
            add(format(ROOT, "<path d=\"M%d 20h24\" stroke=\"%s\" stroke-width=\"3\"/>", x, colour(i)));
            add(format(ROOT, "<text x=\"%d\" y=\"24\">%s</text>", x + 30, escaped(contenders.get(i))));
        }
        for (int i = 0; i < rates.size(); i++) {
            add(format(
                    ROOT,
                    "<g transform=\"translate(%d %d)\">",
                    i % COLUMNS * PANEL_WIDTH,
                    LEGEND_HEIGHT + i / COLUMNS * PANEL_HEIGHT));
            panel(rates.get(i));
            add("</g>");
        }
        add(format(
                ROOT,
                "<text x=\"%d\" y=\"%d\">What iperf3 received in each 100 ms, in %% of the rate."
                        + " What is above %d %% is cut off.</text>",
                PLOT_LEFT,
                height - 10,
                PERCENT_MAX));
        add("</svg>");
        return svg.toString();
    }

    private void panel(int megabits) {
        List<Iperf3Run> shown =
                runs.stream().filter(run -> run.megabits() == megabits).toList();
        double seconds = shown.stream()
                .mapToDouble(
                        run -> run.intervals().get(run.intervals().size() - 1).end())
                .max()
                .orElse(1);
        add(format(
                ROOT,
                "<text x=\"%d\" y=\"20\" font-size=\"14\" font-weight=\"bold\">%d Mbit/s</text>",
                PLOT_LEFT,
                megabits));
        for (int percent = 0; percent <= PERCENT_MAX; percent += 50) {
            double y = y(percent);
            add(format(
                    ROOT,
                    "<path d=\"M%d %.1fh%d\" stroke=\"%s\"/>",
                    PLOT_LEFT,
                    y,
                    PLOT_WIDTH,
                    percent == 100 ? "#888888" : "#dddddd"));
            add(format(
                    ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>", PLOT_LEFT - 6, y + 4, percent));
        }
        int step = seconds > 5 ? 2 : 1;
        for (int second = 0; second <= seconds; second += step) {
            add(format(
                    ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>",
                    x(second, seconds),
                    PLOT_TOP + PLOT_HEIGHT + 18,
                    second));
        }
        for (int i = contenders.size() - 1; i >= 0; i--) {
            for (Iperf3Run run : shown) {
                if (run.contender().equals(contenders.get(i))) {
                    line(run, i, seconds);
                }
            }
        }
    }

    private void line(Iperf3Run run, int contender, double seconds) {
        var points = new StringJoiner(" ");
        for (Interval interval : run.intervals()) {
            double percent = interval.bitsPerSecond() / run.megabits() / 1e4;
            points.add(number(x((interval.start() + interval.end()) / 2, seconds))
                    + ','
                    + number(y(Math.min(percent, PERCENT_MAX))));
        }
        add(format(
                ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"><title>%s</title></polyline>",
                points,
                colour(contender),
                contender == 0 ? "2" : "1.2",
                escaped(run.contender())));
    }

    private static double x(double second, double seconds) {
        return PLOT_LEFT + PLOT_WIDTH * second / seconds;
    }

    private static double y(double percent) {
        return PLOT_TOP + PLOT_HEIGHT * (1 - percent / PERCENT_MAX);
    }

    private static String colour(int contender) {
        return COLOURS.get(contender % COLOURS.size());
    }

    private static String number(double value) {
        return format(ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
