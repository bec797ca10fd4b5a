package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.controller.control.CheckView;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutcheck.CheckReport;
import dev.sagfleet.controller.rolloutcheck.RolloutCheck;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.FleetCandidates;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.text.RolloutCheckText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at a rollout before it starts. */
@Command(
        name = "check",
        description = {
            "Prints what a rollout would do with the devices of a fleet file or, without one, of a running controller: who",
            "is in it, in which waves, how many failures halt each, how long it takes, when its windows open, who cannot",
            "go back. Exits with 99 if it cannot go well."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RolloutCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The file of the rollout, in YAML or JSON.")
    private @Nullable Path file;

    @Option(
            names = "--fleet",
            paramLabel = "FILE",
            description = "The fleet file (YAML); the flags up to --at are for it alone.")
    private @Nullable Path fleet;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What the fleet and the order of its devices are drawn from (default: ${DEFAULT-VALUE}).")
    private long seed = FleetDefinition.SEED_DEFAULT;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "Of the image, as in 64MiB; at most 4GiB (default: ${DEFAULT-VALUE}).")
    private String size = "64MiB";

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A model that the image is for; may be given again (default: all).")
    private List<String> models = List.of();

    @Option(
            names = "--security-index",
            paramLabel = "N",
            description = "Of the image; what runs on the devices has 0 (default: ${DEFAULT-VALUE}).")
    private int securityIndex;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it would start, as in 2026-12-01T00:00:00Z (default: now).")
    private @Nullable String at;

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        Path source = Optional.ofNullable(file).orElseThrow();
        return fleet == null ? askController(source) : check(source, fleet);
    }

    private int askController(Path source) throws IOException {
        var call = new ControlCall(controller, spec.commandLine());
        String path = "rollouts/check?file=" + URLEncoder.encode(source.toString(), StandardCharsets.UTF_8);
        try (var http = ImageAnswer.patient()) {
            ControlCall.Reply reply = call.ask(http, "POST", path, RolloutSource.text(spec, source));
            return reply.exitCode() == ExitCodes.DONE ? print(reply.answer()) : reply.exitCode();
        }
    }

    private int print(JsonNode report) {
        spec.commandLine().getOut().print(RolloutCheckText.of(report));
        spec.commandLine().getOut().flush();
        return report.path("isSound").asBoolean() ? ExitCodes.DONE : ExitCodes.MISSED;
    }

    private int check(Path source, Path fleetFile) throws IOException {
        Instant now = at == null ? InstantSource.system().instant() : time(at);
        RolloutPolicy policy = RolloutFile.read(source, now);
        FleetDefinition devices = FleetDefinition.of(fleetFile, seed);
        CheckReport report = RolloutCheck.of(
                policy,
                new Origin(policy.name(), seed, now.toEpochMilli()),
                List.of(image(policy)),
                FleetCandidates.of(devices.blueprint()),
                now);
        return print(CheckView.of(report));
    }

    private Manifest image(RolloutPolicy policy) {
        if (securityIndex < 0) {
            throw Arguments.wrong(spec, "--security-index: " + securityIndex, "0 or more");
        }
        List<DeviceModel> meant = models.isEmpty()
                ? List.of(DeviceModel.values())
                : models.stream().map(this::model).distinct().toList();
        return new Manifest(
                meant,
                policy.image(),
                Arguments.read(spec, "--size: ", size, Quantity::imageBytes),
                FleetCandidates.imageOf(policy.image()),
                Optional.empty(),
                securityIndex,
                "none",
                List.of());
    }

    private DeviceModel model(String label) {
        return DeviceModel.labelled(label)
                .orElseThrow(() -> Arguments.wrong(
                        spec,
                        "--model: " + label,
                        "one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(DeviceModel.values())
                                                .map(DeviceModel::label)
                                                .toList())));
    }

    private Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Arguments.wrong(spec, "--at: " + text, "a time of UTC, as in 2026-12-01T00:00:00Z");
        }
    }
}
