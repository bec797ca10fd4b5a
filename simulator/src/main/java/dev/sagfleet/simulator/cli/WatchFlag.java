package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rolloutfile.SpanText;
import dev.sagfleet.simulator.rehearsal.Script;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flag that lets a rehearsal go on after the end of its rollout. */
final class WatchFlag {
    private static final String FLAG = "--watch";

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = FLAG,
            paramLabel = "TIME",
            description = {
                "Goes on for so long after the rollout has ended or halted, as 24h, but not beyond --until: what an image does",
                "only then is told and counted as well (default: not at all)."
            })
    private @Nullable String watch;

    Script applied(Script script) {
        return watch == null
                ? script
                : script.withWatch(SpanText.parse(watch)
                        .orElseThrow(
                                () -> Arguments.wrong(spec, FLAG + ": " + watch, "a duration, as 90m, 24h or 3d")));
    }
}
