package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.KnownDevice;
import dev.sagfleet.simulator.fleet.KnownFleet;
import dev.sagfleet.simulator.rehearsal.Known;
import dev.sagfleet.simulator.rehearsal.Known.KnownImage;
import dev.sagfleet.simulator.rehearsal.UnderWay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flags that take the fleet, and a rollout that is under way, from a running controller. */
final class SourceFlags {
    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--from",
            arity = "0..1",
            paramLabel = "URL",
            parameterConsumer = ControllerUrl.class,
            description = "Instead of --fleet: the fleet of the running controller there, also as HOST:PORT, or where"
                    + " --endpoint or --data say.")
    private @Nullable String from;

    @Option(
            names = "--resume",
            arity = "0..1",
            paramLabel = "URL",
            parameterConsumer = ControllerUrl.class,
            description =
                    "Likewise, with the rest of a rollout that is under way there: FILE is its name or id, or a file"
                            + " of that name by which it goes on.")
    private @Nullable String resume;

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    /** What was read, once. */
    private @Nullable Found found;

    /**
     * What a controller has.
     *
     * @param controller where it is, for a person
     * @param now what its clock showed
     * @param underWay a rollout as it stands, if it is to be gone on with
     */
    record Found(
            String controller,
            Instant now,
            KnownFleet fleet,
            List<KnownImage> images,
            Optional<ControllerReading.KeptRollout> underWay) {
        /** With what a rollout is to go on by. */
        Known known(Optional<RolloutPolicy> change) {
            return new Known(
                    fleet.offline(),
                    fleet.kept(),
                    images,
                    underWay.map(kept -> new UnderWay(kept.rollout(), kept.members(), change)));
        }
    }

    boolean areGiven() {
        return from != null || resume != null || controller.areGiven();
    }

    boolean isResumed() {
        return resume != null;
    }

    /**
     * Reads what the controller has, if that was not done yet.
     *
     * @throws ToldException if it does not answer, or has no such rollout
     */
    Found read(Path rollout) throws IOException {
        if (from != null && resume != null) {
            throw Arguments.wrong(command, "--from beside --resume", "one of them");
        }
        Found known = found;
        if (known == null) {
            known = readNow(rollout);
            found = known;
        }
        return known;
    }

    private Found readNow(Path rollout) throws IOException {
        String flag = resume == null ? "--from" : "--resume";
        String url = resume == null ? from : resume;
        if (url != null && !url.isEmpty()) {
            controller.at(flag, url);
        }
        try (var reading = new ControllerReading(controller, command.commandLine())) {
            Optional<ControllerReading.KeptRollout> underWay = Optional.empty();
            if (resume != null) {
                underWay = Optional.of(reading.kept(idOf(reading, rollout)));
                requireUnderWay(underWay.get());
            }
            List<KnownDevice> devices = reading.devices();
            Instant now = reading.now();
            String where = controller.endpoint().toString().replaceFirst("/$", "");
            if (devices.isEmpty()) {
                throw Arguments.wrong(command, flag + ": no devices at " + where, "a controller that has some");
            }
            return new Found(
                    where,
                    now,
                    Arguments.read(command, flag + ": ", devices, KnownFleet::of),
                    reading.images(),
                    underWay);
        }
    }

    /** By what a rollout goes on that is under way: nothing else if there is no such file, or it says the same. */
    Optional<RolloutPolicy> change(Path file, Found controllers) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        RolloutPolicy wanted = RolloutFile.read(file, controllers.now());
        return Optional.of(wanted).filter(policy -> !controllers
                .underWay()
                .map(kept -> kept.rollout().pending().orElse(kept.rollout().policy()))
                .equals(Optional.of(policy)));
    }

    private String idOf(ControllerReading reading, Path rollout) throws IOException {
        String name = Files.isRegularFile(rollout)
                ? RolloutFile.read(rollout, Instant.EPOCH).name()
                : rollout.toString();
        return reading.rollout(name)
                .orElseThrow(() -> Arguments.wrong(
                        command, "rollout: " + name, "one that is there, or its file; ./sag rollout list shows all"));
    }

    private void requireUnderWay(ControllerReading.KeptRollout kept) {
        if (!kept.rollout().state().isUnderWay()) {
            throw Arguments.wrong(
                    command,
                    "rollout " + kept.rollout().policy().name() + ": "
                            + kept.rollout()
                                    .state()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', ' '),
                    "one that was started and has not ended");
        }
    }
}
