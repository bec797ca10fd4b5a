package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a rollout would do by its check, as the control API shows it, for a person. */
public final class RolloutCheckText {
    private static final int SERIALS_SHOWN = 5;
    private static final int ZONES_SHOWN = 5;
    private static final double BITS_PER_MEGABIT = 1_000_000;
    private static final double PERCENT = 100;

    private final JsonNode report;

    private RolloutCheckText(JsonNode report) {
        this.report = report;
    }

    /** All of it, the verdict in the last line. */
    public static String of(JsonNode report) {
        var text = new RolloutCheckText(report);
        return text.head() + text.waves() + text.figures() + text.findings();
    }

    private String head() {
        TextTable table = TextTable.ofWords();
        table.add("rollout", report.path("name").asText());
        table.add("image", report.path("image").asText());
        int there = report.path("alreadyThere").asInt();
        table.add("members", report.path("members").asText() + (there > 0 ? ", and " + there + " already there" : ""));
        table.add("membership", report.path("membership").asText());
        if (!report.path("filters").isEmpty()) {
            table.add(
                    "filters",
                    StreamSupport.stream(report.path("filters").spliterator(), false)
                            .map(filter -> filter.path("name").asText() + " "
                                    + filter.path("meeting").asText())
                            .collect(Collectors.joining(", ")));
        }
        return table.text();
    }

    private String waves() {
        if (report.path("members").asInt() == 0) {
            return "";
        }
        TextTable table = TextTable.withNumbersFrom(2);
        table.add("wave", "name", "devices", "sites", "halts at", "needs", "opens", "passes", "then");
        for (JsonNode wave : report.path("waves")) {
            table.add(
                    wave.path("wave").asText(),
                    wave.path("name").asText(wave.path("isRest").asBoolean() ? "(the rest)" : ""),
                    wave.path("members").asText(),
                    wave.path("sites").asText(),
                    wave.path("halts").asText("-"),
                    wave.path("needs").asText("-"),
                    span(wave, "opensSeconds"),
                    span(wave, "passesSeconds"),
                    wave.path("approve").asBoolean() ? "asks" : "");
        }
        return '\n' + table.text();
    }

    private static String span(JsonNode wave, String field) {
        return wave.has(field) ? SpanText.of(Duration.ofSeconds(wave.path(field).asLong())) : "-";
    }

    private String figures() {
        TextTable table = TextTable.ofWords();
        if (report.has("detection")) {
            table.add(
                    "canary",
                    String.format(
                            Locale.ROOT,
                            "sees a failure rate of %.1f%% or more with 95%% probability",
                            report.path("detection").asDouble() * PERCENT));
        }
        if (report.has("forecast")) {
            forecast(report.path("forecast"), table);
        }
        windows(table);
        JsonNode irreversible = report.path("irreversible");
        if (irreversible.path("devices").asInt() > 0) {
            table.add("no way back", serials(irreversible, SERIALS_SHOWN));
        }
        if (report.path("unknownBefore").asInt() > 0) {
            table.add(
                    "way back", "not known for " + report.path("unknownBefore").asText());
        }
        String text = table.text();
        return text.isEmpty() ? "" : '\n' + text;
    }

    private static void forecast(JsonNode forecast, TextTable table) {
        table.add(
                "forecast",
                forecast.has("finishSeconds")
                        ? span(forecast, "finishSeconds")
                                + " if all are connected and well, and who is asked agrees at once"
                        : "it does not finish");
        table.add(
                "egress",
                String.format(
                        Locale.ROOT,
                        "%s in all, at most %.1f Mbit/s at once",
                        ImageText.size(forecast.path("bytes").asLong()),
                        forecast.path("peakBitsPerSecond").asDouble() / BITS_PER_MEGABIT));
    }

    private void windows(TextTable table) {
        JsonNode openings = report.path("openings");
        StreamSupport.stream(openings.spliterator(), false)
                .limit(ZONES_SHOWN)
                .forEach(zone -> table.add(
                        "windows",
                        zone.path("zone").asText() + " (" + zone.path("members").asText() + "): " + next(zone)));
        if (openings.size() > ZONES_SHOWN) {
            table.add("windows", "of " + (openings.size() - ZONES_SHOWN) + " more zones");
        }
    }

    private static String next(JsonNode zone) {
        return zone.path("nextMillis").isEmpty()
                ? "never again"
                : StreamSupport.stream(zone.path("nextMillis").spliterator(), false)
                        .map(millis -> Instant.ofEpochMilli(millis.asLong()).toString())
                        .collect(Collectors.joining(", "));
    }

    /** The first few of devices that are counted. */
    static String serials(JsonNode devices, int shownMax) {
        String shown = StreamSupport.stream(devices.path("first").spliterator(), false)
                .limit(shownMax)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        int more = devices.path("devices").asInt()
                - Math.min(shownMax, devices.path("first").size());
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    private String findings() {
        StringBuilder text = new StringBuilder("\n");
        for (JsonNode finding : report.path("findings")) {
            text.append(finding.path("isUnsound").asBoolean() ? "unsound: " : "note: ")
                    .append(finding.path("text").asText())
                    .append('\n');
        }
        return text.append(report.path("isSound").asBoolean() ? "The rollout is sound.\n" : "The rollout is unsound.\n")
                .toString();
    }
}
