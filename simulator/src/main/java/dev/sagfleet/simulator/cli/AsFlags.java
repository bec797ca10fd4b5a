package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.controller.rolloutimport.ForeignRollout;
import dev.sagfleet.controller.rolloutimport.Imported;
import dev.sagfleet.controller.rolloutimport.Original;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.text.OriginalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flags that rehearse a rollout by the rules of the system that it comes from. */
final class AsFlags {
    /** Above all that devices run. */
    private static final FirmwareVersion ABOVE = FirmwareVersion.parse("999");

    private static final FirmwareVersion UNNAMED = FirmwareVersion.parse("0");

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--as",
            paramLabel = "hawkbit|aws",
            description =
                    "By the rules of hawkBit or AWS IoT: FILE is what creates a rollout or a job there (JSON), or the"
                            + " file of a rollout, of which its limits are taken. With compare, for A alone.")
    private ForeignRollout.@Nullable Kind system;

    @Option(
            names = "--image",
            paramLabel = "VERSION",
            description = "With --as: the version to bring to the devices, which the file may not name.")
    private @Nullable String image;

    /**
     * The rollout of a file by the rules of the other system; nothing if it goes by those here.
     *
     * @param begin when it begins
     * @throws IOException if it cannot be read
     */
    Optional<Original> read(Path file, Instant begin) throws IOException {
        if (system == null) {
            if (image != null) {
                throw Arguments.wrong(
                        command, "--image without --as", "both, or the file of a rollout, which names it");
            }
            refuseForeign(file);
            return Optional.empty();
        }
        Optional<ForeignRollout.Kind> kind = ForeignRollout.kindOf(file);
        if (kind.isPresent() && kind.get() != system) {
            throw Arguments.wrong(
                    command, file + ": of " + kind.get().label(), "one of " + system.label() + ", as --as says");
        }
        if (kind.isPresent()) {
            return Optional.of(imported(file, begin));
        }
        if (image != null) {
            throw Arguments.wrong(command, "--image: " + image, "none, since " + file + " names one");
        }
        RolloutPolicy own = RolloutFile.read(file, begin);
        return Optional.of(Original.of(own, system));
    }

    /** FILE may be the name of a rollout that is under way. */
    private void refuseForeign(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            ForeignRollout.kindOf(file).ifPresent(kind -> {
                String flag = "--as " + kind.name().toLowerCase(Locale.ROOT);
                throw Arguments.wrong(
                        command, file + ": of " + kind.label(), flag + ", or what ./sag rollout import makes of it");
            });
        }
    }

    private Original imported(Path file, Instant begin) throws IOException {
        Optional<FirmwareVersion> given = Optional.ofNullable(image)
                .map(text -> Arguments.read(command, "--image: ", text, FirmwareVersion::parse));
        Imported imported = ForeignRollout.read(file, given, begin);
        return imported.policy().image().equals(UNNAMED)
                ? ForeignRollout.read(file, Optional.of(ABOVE), begin).original()
                : imported.original();
    }

    /** The same for those devices of a fleet that are meant, or for all if none of them is; says what is not as it was. */
    Original fitted(Original original, Blueprint fleet) {
        Targets targets = original.policy().targets();
        boolean isAnyMeant = fleet.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .anyMatch(device -> isMeant(targets, device));
        PrintWriter out = command.commandLine().getOut();
        out.print(
                OriginalText.of(original, isAnyMeant, !original.policy().image().equals(ABOVE)));
        out.flush();
        return isAnyMeant ? original : original.forAll();
    }

    private static boolean isMeant(Targets targets, DeviceBlueprint device) {
        return targets.allow(device.model(), device.place().region())
                && targets.allow(Optional.of(device.version()))
                && targets.allow(device.told().tags())
                && (targets.devices().isEmpty() || targets.devices().contains(device.serial()));
    }
}
