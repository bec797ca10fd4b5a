package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sag up} says on a directory that holds one half of what it runs. */
class LoneDirectoryTest {
    private final ControllerConfig config;
    private final String data;

    LoneDirectoryTest(@TempDir Path directory) {
        config = ControllerConfig.in(directory).withPorts(0, 0);
        data = directory.toString();
    }

    private CommandLineRun up() {
        return CommandLineRun.of("up", "--devices", "3", "--data", data, "--api-port", "0", "--device-port", "0");
    }

    @Test
    void onThatOfAControllerAloneTheWaysOnAreTold() throws IOException {
        Controller.start(config, Optional.empty(), List.of()).close();

        up().assertIsBadUsage(
                        "a controller without its fleet",
                        "go on with ./sag controller --data " + data + " and ./sag fleet --data " + data,
                        "--start-over");
    }

    @Test
    void onThatOfAFleetAloneTheWaysOnAreTold() throws IOException {
        FleetDefinition fleet = FleetDefinition.demo(3, 1);
        World.start(config, Optional.empty(), Optional.of(fleet), fleet, Conditions.DEFAULT)
                .close();
        Files.delete(config.dataDirectory().resolve(Controller.DATABASE));

        up().assertIsBadUsage(
                        "a fleet whose controller is elsewhere",
                        "go on with ./sag fleet --data " + data + " --endpoint URL",
                        "--start-over");
    }
}
