package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.GivenCredentials;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.RegistrationProgress;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A world of two devices, which report often, and the command line that speaks to its controller. */
final class TwoDevices implements AutoCloseable {
    private static final String FLEET =
            """
            plans:
              - {name: hq, bandwidth: 100}
            instances:
              - {model: SAG-100WM, count: 1, bandwidth: 20, firmware: 2.4.0}
              - {model: SAG-1000, count: 1, bandwidth: 200, firmware: 2.3.9}
            """;

    private final Path data;
    private final World world;

    private TwoDevices(Path data, World world) {
        this.data = data;
        this.world = world;
    }

    static TwoDevices start(Path data) throws IOException {
        return start(data, GivenCredentials.NONE);
    }

    static TwoDevices start(Path data, GivenCredentials given) throws IOException {
        var fleet = new FleetDefinition("test.yaml", FLEET, FleetDefinition.SEED_DEFAULT);
        ControllerConfig config = ControllerConfig.in(data)
                .withPorts(0, 0)
                .withTiming(
                        Commands.WAIT_DEFAULT,
                        Duration.ofSeconds(1),
                        SessionTiming.DEFAULT.withTelemetry(Duration.ofMillis(250)));
        var conditions = Conditions.DEFAULT.withBackoff(new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)));
        return new TwoDevices(
                data, World.start(config, given, Optional.of(fleet), fleet, conditions, RegistrationProgress.NONE));
    }

    World world() {
        return world;
    }

    Path data() {
        return data;
    }

    String endpoint() {
        return "http://127.0.0.1:" + world.controller().apiPort();
    }

    String planId() {
        return world.blueprint().plans().get(0).id();
    }

    /** On 2.4.0. */
    InstanceBlueprint branch() {
        return world.blueprint().instances().get(0);
    }

    /** On 2.3.9. */
    InstanceBlueprint headquarters() {
        return world.blueprint().instances().get(1);
    }

    static String serial(InstanceBlueprint instance) {
        return instance.devices().get(0).serial().text();
    }

    /** A command line with what it needs to find the controller. */
    String[] line(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--endpoint", endpoint(), "--data", data.toString()));
        return line.toArray(String[]::new);
    }

    CommandLineRun sag(String... arguments) {
        return CommandLineRun.of(line(arguments));
    }

    CommandLineRun associate(InstanceBlueprint instance) {
        return sag(
                "api",
                "AssociateSmartAGWithApplicationBandwidthPackage",
                "--RegionId",
                world.blueprint().regionId(),
                "--ApplicationBandwidthPackageId",
                planId(),
                "--AssociateConfigs.1.SmartAGId",
                instance.id(),
                "--AssociateConfigs.1.Bandwidth",
                "10");
    }

    @Override
    public void close() {
        world.close();
    }
}
