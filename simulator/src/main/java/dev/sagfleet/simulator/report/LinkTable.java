package dev.sagfleet.simulator.report;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.simulator.link.Hours;
import dev.sagfleet.simulator.link.LinkAssumptions;
import dev.sagfleet.simulator.link.LogNormal;
import dev.sagfleet.simulator.link.ModelLinks;
import dev.sagfleet.simulator.link.Outages;
import dev.sagfleet.simulator.text.SpanText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** How the links of devices and of the controller are assumed to be. */
final class LinkTable {
    private static final List<String> COLUMNS =
            List.of("links of", "downlink", "delay, one way", "loss", "outages", "on");
    private static final String ANY = "no limit";

    /** That of some models, the controller's line apart. */
    static Table of(LinkAssumptions links, Collection<DeviceModel> models) {
        List<List<String>> rows = new ArrayList<>();
        models.forEach(model -> rows.add(row(model.label(), links.of(model))));
        String uplink = links.uplink()
                .map(line -> Unit.BITS_PER_SECOND.text(line.bitsPerSecond()))
                .orElse(ANY);
        rows.add(List.of("the controller, all downloads", uplink, "", "", "", ""));
        return Table.ofText(COLUMNS, rows);
    }

    private static List<String> row(String model, ModelLinks links) {
        return List.of(
                model,
                text(links.downlink(), bits -> Unit.BITS_PER_SECOND.text(Math.round(bits)), ANY),
                text(links.delay(), nanos -> String.format(Locale.ROOT, "%.1f ms", nanos / 1e6), "none"),
                text(links.loss(), part -> String.format(Locale.ROOT, "%.3f %%", part * 100), "none"),
                links.outages().map(LinkTable::text).orElse("none"),
                links.on().map(LinkTable::text).orElse("always"));
    }

    private static String text(Optional<LogNormal> number, DoubleFunction<String> unit, String otherwise) {
        return number.map(one -> unit.apply(one.median()) + " (p99 " + unit.apply(one.p99()) + ')')
                .orElse(otherwise);
    }

    private static String text(Outages outages) {
        return "every " + span(outages.every()) + " for " + span(outages.lasting());
    }

    private static String span(Duration span) {
        return SpanText.of(span);
    }

    private static String text(Hours hours) {
        return hours.from() + " to " + hours.to() + " on " + hours.days().size() + " days a week";
    }

    private LinkTable() {}
}
