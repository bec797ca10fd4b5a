package dev.sagfleet.simulator.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A file that becomes a part of every page. */
enum Asset {
    /** uPlot 1.6.32, as its authors built it. */
    CHART_CODE("uPlot.iife.min.js"),
    CHART_STYLE("uPlot.min.css"),
    CHART_LICENCE("uPlot-LICENSE.txt"),
    CODE("report.js"),
    STYLE("report.css");

    private final String file;

    Asset(String file) {
        this.file = file;
    }

    /** What it says. */
    String text() {
        try (InputStream text = Objects.requireNonNull(Asset.class.getResourceAsStream(file), file)) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
