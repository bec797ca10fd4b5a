package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.rollout.FirmwareCriterion;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes policies as files, one key in a line, in the order in which they are documented. */
final class PolicyWriter {
    private static final int WAVES_INDENT = 2;

    static String write(RolloutPolicy policy) {
        var file = new FlowText();
        file.line("name", FlowText.scalar(policy.name()));
        file.line("image", policy.image().toString());
        file.line("targets", targets(policy.targets()));
        file.line("order", policy.order().text());
        file.line("waves", "");
        policy.waves().forEach(wave -> file.item(WAVES_INDENT, wave(wave)));
        file.line("advance", new FlowText.Mapping().with("success", PercentText.of(policy.success())));
        file.line("halt", halt(policy.halt()));
        file.line("inconclusive", Choices.text(policy.inconclusive()));
        file.line(
                "silence",
                new FlowText.Mapping()
                        .with("offered", SpanText.of(policy.silence().offered()))
                        .with("download", SpanText.of(policy.silence().download()))
                        .with("trial", SpanText.of(policy.silence().trial()))
                        .with("countsAs", Choices.text(policy.silence().countsAs())));
        file.line("late", Choices.text(policy.late()));
        policy.window()
                .ifPresent(window -> file.line(
                        "window",
                        new FlowText.Mapping()
                                .with("cron", FlowText.quoted(window.cron()))
                                .with("for", SpanText.of(window.open()))
                                .with(
                                        "zone",
                                        window.zone()
                                                .map(ZoneId::getId)
                                                .map(FlowText::scalar)
                                                .orElse("device"))));
        var pace = new FlowText.Mapping()
                .with("perMinute", policy.pace().perMinute())
                .with("inFlight", policy.pace().inFlight())
                .with("perSite", policy.pace().perSite());
        policy.pace().egress().ifPresent(egress -> pace.with("egress", RateText.of(egress)));
        file.line("pace", pace);
        file.line(
                "retries",
                new FlowText.Mapping()
                        .with("transport", policy.retries().transport())
                        .with("verify", policy.retries().verify())
                        .with("boot", policy.retries().boot())
                        .with(
                                "wait",
                                SpanText.of(policy.retries().leastWait()) + ".."
                                        + SpanText.of(policy.retries().mostWait())));
        file.line("priority", Integer.toString(policy.priority()));
        file.line(
                "rollback",
                new FlowText.Mapping()
                        .with("when", Choices.text(policy.rollback().when()))
                        .with("scope", Choices.text(policy.rollback().scope())));
        policy.end()
                .ifPresent(end -> file.line(
                        "end",
                        new FlowText.Mapping()
                                .with("after", SpanText.of(end.after()))
                                .with("then", Choices.text(end.then()))));
        policy.health()
                .ifPresent(health -> file.line(
                        "health",
                        new FlowText.Mapping()
                                .with(
                                        "offered",
                                        FlowText.quoted(">= " + PercentText.of(health.offeredLeast()) + " of before"))
                                .with("over", SpanText.of(health.over()))
                                .with("reporting", PercentText.of(health.reportingLeast()))));
        if (!policy.objectives().isEmpty()) {
            file.line(
                    "objectives", list(policy.objectives(), objective -> FlowText.quoted(ObjectiveText.of(objective))));
        }
        return file.text();
    }

    private static FlowText.Mapping targets(Targets targets) {
        var keys = new FlowText.Mapping();
        if (!targets.models().isEmpty()) {
            keys.with("models", list(targets.models(), DeviceModel::label));
        }
        targets.version().ifPresent(version -> keys.with("version", FlowText.quoted(text(version))));
        if (!targets.regions().isEmpty()) {
            keys.with("regions", list(targets.regions(), FlowText::scalar));
        }
        if (!targets.tags().isEmpty()) {
            var tags = new FlowText.Mapping();
            targets.tags().forEach(tag -> tags.with(FlowText.quoted(tag.name()), list(tag.values(), FlowText::quoted)));
            keys.with("tags", tags.toString());
        }
        if (!targets.devices().isEmpty()) {
            keys.with("devices", list(targets.devices(), serial -> FlowText.scalar(serial.text())));
        }
        return keys;
    }

    private static String text(FirmwareCriterion version) {
        return version.version()
                .map(firmware -> version.comparison().sign() + ' ' + firmware)
                .orElse("unknown");
    }

    private static String wave(WavePlan wave) {
        var keys = new FlowText.Mapping();
        wave.name().ifPresent(name -> keys.with("name", FlowText.scalar(name)));
        if (wave.size() instanceof WaveSize.Count count) {
            keys.with("count", count.devices());
        } else if (wave.size() instanceof WaveSize.Cumulative cumulative) {
            Fraction part = cumulative.part();
            keys.with("percent", PercentText.number(part));
        }
        if (wave.soak().compareTo(Duration.ZERO) > 0) {
            keys.with("soak", SpanText.of(wave.soak()));
        }
        if (wave.approve()) {
            keys.with("approve", "true");
        }
        wave.success().ifPresent(success -> keys.with("success", PercentText.of(success)));
        wave.halt().ifPresent(halt -> keys.with("halt", halt(halt).toString()));
        return keys.toString();
    }

    private static FlowText.Mapping halt(Halt halt) {
        return new FlowText.Mapping()
                .with("failures", PercentText.of(halt.failures()))
                .with("least", halt.least());
    }

    private static <T> String list(List<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(", ", "[", "]"));
    }

    private PolicyWriter() {}
}
