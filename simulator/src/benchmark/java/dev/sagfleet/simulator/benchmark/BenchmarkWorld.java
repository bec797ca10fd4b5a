package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.RegistrationProgress;
import dev.sagfleet.simulator.world.Transport;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A controller with a fleet as {@code sag up --delays none} would run it, in a directory that is gone afterwards. */
final class BenchmarkWorld implements AutoCloseable {
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(10);

    private final ScratchDirectory directory;
    private final World world;

    private BenchmarkWorld(ScratchDirectory directory, World world) {
        this.directory = directory;
        this.world = world;
    }

    /** Starts it; returns once all devices are online. They report so rarely that it does not count. */
    static BenchmarkWorld start(Transport transport, int devices) throws IOException, InterruptedException {
        return start(transport, devices, Duration.ofHours(1));
    }

    /** Likewise, with a controller that is set up in another way. */
    static BenchmarkWorld start(Transport transport, int devices, UnaryOperator<ControllerConfig> change)
            throws IOException, InterruptedException {
        return start(transport, devices, Duration.ofHours(1), change);
    }

    static BenchmarkWorld start(Transport transport, int devices, Duration telemetry)
            throws IOException, InterruptedException {
        return start(transport, devices, telemetry, UnaryOperator.identity());
    }

    private static BenchmarkWorld start(
            Transport transport, int devices, Duration telemetry, UnaryOperator<ControllerConfig> change)
            throws IOException, InterruptedException {
        ScratchDirectory directory = ScratchDirectory.create();
        FleetDefinition fleet = BenchmarkFleet.of(devices);
        World world;
        try {
            world = World.start(
                    change.apply(config(directory, telemetry)),
                    BenchmarkUsers.given(),
                    Optional.of(fleet),
                    fleet,
                    Conditions.DEFAULT.withTransport(transport),
                    RegistrationProgress.NONE);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
        var started = new BenchmarkWorld(directory, world);
        try {
            Wait.until(
                    () -> world.controller().onlineCount() == devices,
                    ARRIVAL_MAX,
                    () -> "only " + world.controller().onlineCount() + " of " + devices + " devices are online");
            return started;
        } catch (InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    static ControllerConfig config(ScratchDirectory directory, Duration telemetry) {
        return ControllerConfig.in(directory.path())
                .withPorts(0, 0)
                .withTiming(
                        Commands.WAIT_DEFAULT, Duration.ofMinutes(1), SessionTiming.DEFAULT.withTelemetry(telemetry));
    }

    Controller controller() {
        return world.controller();
    }

    Blueprint blueprint() {
        return world.blueprint();
    }

    List<SerialNumber> serials() {
        return world.blueprint().instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .map(DeviceBlueprint::serial)
                .toList();
    }

    @Override
    public void close() {
        world.close();
        directory.close();
    }
}
