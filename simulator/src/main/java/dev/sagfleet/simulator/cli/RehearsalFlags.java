package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rollout.End;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.controller.rolloutimport.Original;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.FleetFile;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import dev.sagfleet.simulator.rehearsal.Absences;
import dev.sagfleet.simulator.rehearsal.Known;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.rehearsal.UnderWay;
import dev.sagfleet.simulator.text.KnownText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flags that say what a rollout is rehearsed with. */
final class RehearsalFlags {
    private static final Duration END_DEFAULT = Duration.ofDays(90);
    private static final String SIZE = "64MiB";
    private static final String MONDAY = "2026-01-05T00:00:00Z";

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--fleet",
            paramLabel = "FILE",
            description = "The fleet file (YAML); wanted unless a controller is said.")
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
            description = "Of the image, as in 64MiB; at most 4GiB (default: " + SIZE
                    + ", or that of the image that the controller has).")
    private @Nullable String size;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it starts, as in 2026-12-01T00:00:00Z (default: " + MONDAY
                    + ", a Monday; now with the fleet of a controller).")
    private @Nullable String at;

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
    private WatchFlag watch = new WatchFlag();

    @Mixin
    private LinkFlags links = new LinkFlags();

    @Mixin
    private SourceFlags source = new SourceFlags();

    /** As it is typed. */
    private enum Away {
        typical,
        none
    }

    @Mixin
    private AsFlags as = new AsFlags();

    /**
     * What is rehearsed of a file by the rules that the flags say.
     *
     * @throws IOException if a file cannot be read
     */
    Script script(Path rollout) throws IOException {
        Optional<Original> original = as.read(rollout, begin());
        return original.isPresent() ? watch.applied(asIn(original.get(), rollout)) : own(rollout);
    }

    private Script asIn(Original original, Path rollout) throws IOException {
        if (source.isResumed()) {
            throw Arguments.wrong(spec, "--as beside --resume", "one of them, since it goes on by the rules here");
        }
        Script script = script(rollout, Optional.of(original.policy()));
        Original fitted = as.fitted(original, script.fleet());
        return script.with(fitted.policy()).with(fitted.semantics());
    }

    /** Likewise of the file of a rollout by the rules here. */
    Script own(Path rollout) throws IOException {
        return watch.applied(script(rollout, Optional.empty()));
    }

    private Instant begin() {
        return time("--at", Optional.ofNullable(at).orElse(MONDAY));
    }

    /**
     * What is rehearsed of a rollout.
     *
     * @param taken its policy, if its file is not one of this system
     * @throws IOException if a file cannot be read
     */
    private Script script(Path rollout, Optional<RolloutPolicy> taken) throws IOException {
        if (source.areGiven()) {
            return ofController(rollout, taken);
        }
        if (fleet == null) {
            throw Arguments.wrong(spec, "no --fleet", "a fleet file, or a controller by --from");
        }
        Instant begin = begin();
        RolloutPolicy policy = taken.isPresent() ? taken.get() : RolloutFile.read(rollout, begin);
        FleetFile devices = FleetFile.read(fleet);
        return links.applied(new Script(
                policy,
                faulty(Blueprint.of(scaled(devices), seed)),
                imageBytes(),
                begin,
                bound(policy, begin, begin),
                absences(),
                seed));
    }

    private Script ofController(Path rollout, Optional<RolloutPolicy> taken) throws IOException {
        if (fleet != null || count != null) {
            throw Arguments.wrong(spec, "--fleet or --devices beside a controller", "one of them");
        }
        if (source.isResumed() && at != null) {
            throw Arguments.wrong(spec, "--at beside --resume", "one of them, since it goes on now");
        }
        SourceFlags.Found found = source.read(rollout);
        Instant begin = at == null ? found.now() : time("--at", at);
        Optional<RolloutPolicy> change = source.isResumed() ? source.change(rollout, found) : Optional.empty();
        Known known = found.known(change);
        RolloutPolicy policy = policy(rollout, taken, known, begin);
        OptionalLong bytes = known.imageBytes(policy.image());
        if (bytes.isPresent() && size != null) {
            throw Arguments.wrong(spec, "--size: " + size, "none, since the controller has image " + policy.image());
        }
        Instant started = known.underWay().map(UnderWay::started).orElse(begin);
        Script script = links.applied(new Script(
                        policy,
                        faulty(found.fleet().blueprint()),
                        bytes.isPresent() ? bytes.getAsLong() : imageBytes(),
                        begin,
                        bound(policy, started, begin),
                        absences(),
                        seed))
                .with(known);
        PrintWriter out = spec.commandLine().getOut();
        out.print(KnownText.of(found.controller(), found.now(), found.fleet(), script));
        out.flush();
        return script;
    }

    private static RolloutPolicy policy(Path rollout, Optional<RolloutPolicy> taken, Known known, Instant begin)
            throws IOException {
        if (taken.isPresent()) {
            return taken.get();
        }
        return known.underWay().isPresent() ? known.underWay().get().policy() : RolloutFile.read(rollout, begin);
    }

    /** From its beginning; the end that a file sets counts from the start of the rollout. */
    private Duration bound(RolloutPolicy policy, Instant started, Instant begin) {
        Duration bound = Duration.between(
                begin,
                until == null
                        ? started.plus(policy.end().map(End::after).orElse(END_DEFAULT))
                                .plus(1, ChronoUnit.DAYS)
                        : time("--until", until));
        if (bound.isNegative() || bound.isZero()) {
            throw Arguments.wrong(spec, "--until: " + until, "a time after " + begin);
        }
        return bound;
    }

    private long imageBytes() {
        return Arguments.read(spec, "--size: ", Optional.ofNullable(size).orElse(SIZE), Quantity::imageBytes);
    }

    private Absences absences() {
        return away == Away.typical ? Absences.typical() : Absences.NONE;
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
