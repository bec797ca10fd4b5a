package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rollout.End;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.FleetFile;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import dev.sagfleet.simulator.rehearsal.Absences;
import dev.sagfleet.simulator.rehearsal.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flags that say what a rollout is rehearsed with. */
final class RehearsalFlags {
    private static final Duration END_DEFAULT = Duration.ofDays(90);
    private static final String MONDAY = "2026-01-05T00:00:00Z";

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--fleet", paramLabel = "FILE", description = "The fleet file (YAML); always wanted.")
    private @Nullable Path fleet;

    @Option(
            names = "--devices",
            paramLabel = "N",
            description = "The same fleet with about so many devices, each group with its share of them.")
    private @Nullable Integer count;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What the fleet and all that happens are drawn from (default: ${DEFAULT-VALUE}).")
    private long seed = FleetDefinition.SEED_DEFAULT;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "Of the image, as in 64MiB; at most 4GiB (default: ${DEFAULT-VALUE}).")
    private String size = "64MiB";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it starts, as in 2026-12-01T00:00:00Z (default: ${DEFAULT-VALUE}, a Monday).")
    private String at = MONDAY;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description =
                    "No further than that, as in 2026-12-24T00:00:00Z (default: a day after the end that the file sets,"
                            + " or 91 days).")
    private @Nullable String until;

    @Option(
            names = "--firmware-faults",
            paramLabel = "FILE",
            description =
                    "What goes wrong with upgrades: a file as sag firmware faults prints it, typical for just that,"
                            + " or none (default: what the fleet file says, else typical).")
    private @Nullable String faults;

    @Option(
            names = "--away",
            paramLabel = "typical|none",
            description = "Whether some devices are away at the start (default: ${DEFAULT-VALUE}).")
    private Away away = Away.typical;

    @Mixin
    private LinkFlags links = new LinkFlags();

    /** As it is typed. */
    private enum Away {
        typical,
        none
    }

    /**
     * What is rehearsed of the file of a rollout.
     *
     * @throws IOException if a file cannot be read
     */
    Script script(Path rollout) throws IOException {
        if (fleet == null) {
            throw Arguments.wrong(spec, "no --fleet", "a fleet file");
        }
        Instant begin = time("--at", at);
        RolloutPolicy policy = RolloutFile.read(rollout, begin);
        FleetFile devices = FleetFile.read(fleet);
        Duration bound = until == null
                ? policy.end().map(End::after).orElse(END_DEFAULT).plusDays(1)
                : Duration.between(begin, time("--until", until));
        if (bound.isNegative() || bound.isZero()) {
            throw Arguments.wrong(spec, "--until: " + until, "a time after " + begin);
        }
        return links.applied(new Script(
                policy,
                faulty(Blueprint.of(scaled(devices), seed)),
                Arguments.read(spec, "--size: ", size, Quantity::imageBytes),
                begin,
                bound,
                away == Away.typical ? Absences.typical() : Absences.NONE,
                seed));
    }

    private FleetFile scaled(FleetFile devices) {
        if (count == null) {
            return devices;
        }
        if (count < 1 || count > FleetFile.DEVICES_MAX) {
            throw Arguments.wrong(spec, "--devices: " + count, "1 to " + FleetFile.DEVICES_MAX);
        }
        return Arguments.read(spec, "--devices: ", count, devices::scaledTo);
    }

    private Blueprint faulty(Blueprint devices) throws IOException {
        if (faults == null) {
            return devices.faults().isNone() ? devices.with(UpgradeFaultsFile.typical()) : devices;
        }
        return devices.with(
                switch (faults) {
                    case "none" -> UpgradeFaultsFile.NONE;
                    case "typical" -> UpgradeFaultsFile.typical();
                    default -> UpgradeFaultsFile.read(Path.of(faults));
                });
    }

    private Instant time(String flag, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Arguments.wrong(spec, flag + ": " + text, "a time of UTC, as in " + MONDAY);
        }
    }
}
