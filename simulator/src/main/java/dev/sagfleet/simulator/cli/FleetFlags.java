package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.fleet.DemoFleet;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.FleetFile;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which fleet to run, how long its devices take, and what goes wrong with their upgrades. */
final class FleetFlags {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @ArgGroup
    private @Nullable Choice choice;

    /** Either of them. */
    static final class Choice {
        @Option(
                names = "--devices",
                paramLabel = "N",
                description = "Run the demo fleet with this many devices (default: " + DemoFleet.DEFAULT_DEVICES + ").")
        private @Nullable Integer devices;

        @Option(names = "--fleet", paramLabel = "FILE", description = "Run the fleet of this file (YAML).")
        private @Nullable Path file;
    }

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What ids, keys and versions are drawn from (default: " + FleetDefinition.SEED_DEFAULT + ").")
    private @Nullable Long seed;

    @Option(
            names = "--delays",
            paramLabel = "WHICH",
            defaultValue = "typical",
            description = "How long devices take over what they do: typical, refined by the delays of the fleet file,"
                    + " or none (default: ${DEFAULT-VALUE}).")
    private DelayChoice delays = DelayChoice.TYPICAL;

    @Option(
            names = "--firmware-faults",
            paramLabel = "FILE",
            description =
                    "What goes wrong with upgrades: a file as sag firmware faults prints it, typical for just that,"
                            + " or none (default: what the fleet file says, else none).")
    private @Nullable String faults;

    /**
     * What goes wrong with upgrades, if the flags say so.
     *
     * @throws IOException if the file cannot be read
     */
    Optional<UpgradeFaultsFile> faults() throws IOException {
        if (faults == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (faults) {
                    case "none" -> UpgradeFaultsFile.NONE;
                    case "typical" -> UpgradeFaultsFile.typical();
                    default -> UpgradeFaultsFile.read(Path.of(faults));
                });
    }

    /** @throws ParameterException if there is a file beside the flags that choose a fleet */
    Optional<FleetDefinition> wanted(@Nullable Path file) throws IOException {
        if (file == null) {
            return wanted();
        }
        if (choice != null) {
            throw Arguments.wrong(command, file + " beside --devices or --fleet", "one of them");
        }
        return Optional.of(FleetDefinition.of(file, seed()));
    }

    DelayChoice delays() {
        return delays;
    }

    /**
     * The fleet that the flags ask for; nothing if they leave it to the data directory.
     *
     * @throws IOException if the file cannot be read
     * @throws ParameterException if there can be no such fleet
     */
    Optional<FleetDefinition> wanted() throws IOException {
        if (choice != null && choice.file != null) {
            return Optional.of(FleetDefinition.of(choice.file, seed()));
        }
        if (choice != null && choice.devices != null) {
            int devices = choice.devices;
            if (devices < 0 || devices > FleetFile.DEVICES_MAX) {
                throw Arguments.wrong(command, "--devices: " + devices, "0 to " + FleetFile.DEVICES_MAX);
            }
            return Optional.of(FleetDefinition.demo(devices, seed()));
        }
        return seed == null ? Optional.empty() : Optional.of(otherwise());
    }

    /** The fleet of a data directory that has none yet, if the flags ask for none. */
    FleetDefinition otherwise() {
        return FleetDefinition.demo(DemoFleet.DEFAULT_DEVICES, seed());
    }

    private long seed() {
        return Optional.ofNullable(seed).orElse(FleetDefinition.SEED_DEFAULT);
    }
}
