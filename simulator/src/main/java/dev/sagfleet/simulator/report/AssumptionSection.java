package dev.sagfleet.simulator.report;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.simulator.fault.BadImage;
import dev.sagfleet.simulator.fault.Cohort;
import dev.sagfleet.simulator.fault.UpgradeFault;
import dev.sagfleet.simulator.fault.UpgradeFaultRates;
import dev.sagfleet.simulator.fault.UpgradeFaults;
import dev.sagfleet.simulator.fleet.FleetCandidates;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import dev.sagfleet.simulator.rehearsal.Absences;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.text.ImageText;
import dev.sagfleet.simulator.text.SpanText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the figures stand on and nobody has measured. */
final class AssumptionSection {
    private static final double PERCENT = 100;

    private final Script script;
    private final UpgradeFaults faults;
    private final Set<DeviceModel> models;

    private AssumptionSection(Script script) {
        this.script = script;
        faults = script.fleet().faults();
        models = EnumSet.noneOf(DeviceModel.class);
        FleetCandidates.of(script.fleet()).stream()
                .filter(device -> script.policy().targets().allow(device.model(), device.region()))
                .forEach(device -> models.add(device.model()));
    }

    static Section of(Script script) {
        return new AssumptionSection(script).section();
    }

    private Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Notice(
                Tone.PLAIN,
                "Assumed:",
                "that what goes wrong does so as often as the table says, that whoever must agree does so at once and"
                        + " nobody does anything about a halt, and that one image of "
                        + ImageText.size(script.imageBytes()) + " fits all models."));
        if (!script.watch().isZero()) {
            blocks.add(new Block.Notice(
                    Tone.PLAIN,
                    "Watched:",
                    "each rehearsal goes on for " + SpanText.of(script.watch())
                            + " after the end of its rollout, and what comes about then is in the figures."));
        }
        blocks.add(absences());
        blocks.add(LinkTable.of(script.links(), models));
        if (faults.isNone()) {
            blocks.add(new Block.Notice(Tone.WARNING, "No faults:", "nothing goes wrong with any upgrade."));
        } else {
            blocks.add(rates());
        }
        blocks.addAll(remarks());
        UpgradeFaults typical = UpgradeFaultsFile.typical().of(script.fleet());
        boolean isTypical = faults.byModel().equals(typical.byModel())
                && faults.byCohort().equals(typical.byCohort())
                && faults.correlated().equals(typical.correlated());
        String source = isTypical
                ? "The faults of upgrades are the typical ones that come with the product: plausible, and not measured."
                : "The faults of upgrades are those that were given.";
        return new Section(
                "assumptions", "Assumptions", "Everything here was assumed, nothing was measured. " + source, blocks);
    }

    private Table absences() {
        List<List<String>> rows = new ArrayList<>();
        for (DeviceModel model : models) {
            Absences.Rate rate = script.absences().byModel().get(model);
            rows.add(rate == null ? List.of(model.label(), "none", "") : absence(model, rate));
        }
        return Table.ofText(List.of("model", "away at the start", "of these back within a day"), rows);
    }

    private static List<String> absence(DeviceModel model, Absences.Rate rate) {
        return List.of(model.label(), percent(rate.away()), percent(rate.backInADay()));
    }

    private Table rates() {
        Map<String, UpgradeFaultRates> byName = new LinkedHashMap<>();
        models.forEach(
                model -> byName.put(model.label(), faults.byModel().getOrDefault(model, UpgradeFaultRates.NONE)));
        faults.byCohort().forEach((cohort, rates) -> byName.put(cohort.toString(), rates));
        Map<String, UpgradeFault> all = new TreeMap<>();
        byName.values().forEach(rates -> rates.byFault().forEach((fault, rate) -> {
            if (rate > 0) {
                all.put(fault.toString(), fault);
            }
        }));
        List<String> columns = new ArrayList<>(List.of("fault", "comes about"));
        columns.addAll(byName.keySet());
        List<List<String>> rows = new ArrayList<>();
        all.forEach((name, fault) -> {
            List<String> row = new ArrayList<>(List.of(name, fault.occasion().label()));
            byName.values().forEach(rates -> row.add(percent(rates.byFault().getOrDefault(fault, 0.0))));
            rows.add(row);
        });
        return Table.ofText(columns, rows);
    }

    private List<Block> remarks() {
        List<Block> remarks = new ArrayList<>();
        faults.correlated()
                .forEach((kind, grouping) -> remarks.add(new Block.Notice(
                        Tone.PLAIN,
                        "Together:",
                        kind.label() + " comes about for all devices of a " + grouping.label()
                                + " or for none of them.")));
        if (faults.correlated().isEmpty() && !faults.isNone()) {
            remarks.add(new Block.Notice(
                    Tone.PLAIN,
                    "Alone:",
                    "each device meets its faults by itself; where devices fail together, waves are less safe"
                            + " than here."));
        }
        faults.images().forEach(image -> remarks.add(new Block.Notice(Tone.WARNING, "Bad image:", text(image))));
        return remarks;
    }

    private static String text(BadImage image) {
        String which = image.version()
                .map(version -> "version " + version)
                .orElseGet(() -> image.digest().orElseThrow().hex());
        String where = image.model().map(model -> " on " + model.label()).orElse("")
                + image.from().map(version -> " from " + version).orElse("")
                + image.cohorts().stream()
                        .map(Cohort::toString)
                        .map(" of "::concat)
                        .collect(Collectors.joining());
        String what = image.rates().byFault().entrySet().stream()
                .map(entry -> entry.getKey() + " on " + percent(entry.getValue()))
                .collect(Collectors.joining(", "));
        return which + where + ": " + what + " of the devices.";
    }

    private static String percent(double part) {
        String text = String.format(Locale.ROOT, "%.4f", part * PERCENT);
        return text.replaceFirst("\\.?0+$", "") + " %";
    }
}
