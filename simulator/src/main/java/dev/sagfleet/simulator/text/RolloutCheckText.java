package dev.sagfleet.simulator.text;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rolloutcheck.CheckReport;
import dev.sagfleet.controller.rolloutcheck.Finding;
import dev.sagfleet.controller.rolloutcheck.Forecast;
import dev.sagfleet.controller.rolloutcheck.Openings;
import dev.sagfleet.controller.rolloutcheck.WaveGate;
import dev.sagfleet.controller.rolloutcheck.WaveReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a rollout would do, for a person. */
public final class RolloutCheckText {
    private static final int SERIALS_SHOWN = 5;
    private static final int ZONES_SHOWN = 5;
    private static final double BITS_PER_MEGABIT = 1_000_000;
    private static final double PERCENT = 100;

    private final CheckReport report;

    private RolloutCheckText(CheckReport report) {
        this.report = report;
    }

    /** All of it, the verdict in the last line. */
    public static String of(CheckReport report) {
        var text = new RolloutCheckText(report);
        return text.head() + text.waves() + text.figures() + text.findings();
    }

    private String head() {
        TextTable table = TextTable.ofWords();
        table.add("rollout", report.policy().name());
        table.add("image", report.policy().image().toString());
        table.add(
                "members",
                report.members()
                        + (report.alreadyThere() > 0 ? ", and " + report.alreadyThere() + " already there" : ""));
        table.add("membership", report.membership().hex());
        if (!report.filters().isEmpty()) {
            table.add(
                    "filters",
                    report.filters().stream()
                            .map(filter -> filter.name() + " " + filter.meeting())
                            .collect(Collectors.joining(", ")));
        }
        return table.text();
    }

    private String waves() {
        if (report.members() == 0) {
            return "";
        }
        TextTable table = TextTable.withNumbersFrom(2);
        table.add("wave", "name", "devices", "sites", "halts at", "needs", "opens", "passes", "then");
        List<Forecast.WaveTimes> times = report.forecast().map(Forecast::waves).orElse(List.of());
        for (WaveReport wave : report.waves()) {
            Optional<Forecast.WaveTimes> time = wave.number() <= times.size() && wave.size() > 0
                    ? Optional.of(times.get(wave.number() - 1))
                    : Optional.empty();
            table.add(
                    Integer.toString(wave.number()),
                    wave.name().orElse(wave.isRest() ? "(the rest)" : ""),
                    Integer.toString(wave.size()),
                    Integer.toString(wave.sites()),
                    wave.gate().map(WaveGate::halting).map(String::valueOf).orElse("-"),
                    wave.gate().map(WaveGate::needed).map(String::valueOf).orElse("-"),
                    at(time, Forecast.WaveTimes::opens),
                    at(time, Forecast.WaveTimes::passes),
                    wave.approve() ? "asks" : "");
        }
        return '\n' + table.text();
    }

    private static String at(Optional<Forecast.WaveTimes> time, Function<Forecast.WaveTimes, Duration> which) {
        return time.map(which).map(SpanText::of).orElse("-");
    }

    private String figures() {
        TextTable table = TextTable.ofWords();
        report.detection()
                .ifPresent(rate -> table.add(
                        "canary",
                        String.format(
                                Locale.ROOT,
                                "sees a failure rate of %.1f%% or more with 95%% probability",
                                rate * PERCENT)));
        report.forecast().ifPresent(forecast -> forecast(forecast, table));
        windows(table);
        if (!report.irreversible().isEmpty()) {
            table.add("no way back", serials(report.irreversible()));
        }
        if (report.unknownBefore() > 0) {
            table.add("way back", "not known for " + report.unknownBefore());
        }
        String text = table.text();
        return text.isEmpty() ? "" : '\n' + text;
    }

    private static void forecast(Forecast forecast, TextTable table) {
        table.add(
                "forecast",
                forecast.finish()
                        .map(finish ->
                                SpanText.of(finish) + " if all are connected and well, and who is asked agrees at once")
                        .orElse("it does not finish"));
        table.add(
                "egress",
                String.format(
                        Locale.ROOT,
                        "%s in all, at most %.1f Mbit/s at once",
                        ImageText.size(forecast.bytes()),
                        forecast.peakBitsPerSecond() / BITS_PER_MEGABIT));
    }

    private void windows(TextTable table) {
        report.openings().stream()
                .limit(ZONES_SHOWN)
                .forEach(zone -> table.add("windows", zone.zone() + " (" + zone.members() + "): " + next(zone)));
        if (report.openings().size() > ZONES_SHOWN) {
            table.add("windows", "of " + (report.openings().size() - ZONES_SHOWN) + " more zones");
        }
    }

    private static String next(Openings zone) {
        return zone.next().isEmpty()
                ? "never again"
                : zone.next().stream().map(Instant::toString).collect(Collectors.joining(", "));
    }

    private static String serials(List<SerialNumber> serials) {
        String shown =
                serials.stream().limit(SERIALS_SHOWN).map(SerialNumber::text).collect(Collectors.joining(", "));
        return serials.size() > SERIALS_SHOWN ? shown + " and " + (serials.size() - SERIALS_SHOWN) + " more" : shown;
    }

    private String findings() {
        StringBuilder text = new StringBuilder("\n");
        for (Finding finding : report.findings()) {
            text.append(finding.isUnsound() ? "unsound: " : "note: ")
                    .append(finding.text())
                    .append('\n');
        }
        return text.append(report.isSound() ? "The rollout is sound.\n" : "The rollout is unsound.\n")
                .toString();
    }
}
