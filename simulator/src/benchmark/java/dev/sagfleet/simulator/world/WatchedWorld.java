package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.delay.TypicalDelays;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.ControllerAddress;
import dev.sagfleet.simulator.fleet.DeviceImages;
import dev.sagfleet.simulator.fleet.Fleet;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.FleetFlash;
import dev.sagfleet.simulator.fleet.KeptStates;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A controller and a fleet over sockets, as {@code sag up} runs them, with somebody who watches what the devices keep. */
public final class WatchedWorld implements AutoCloseable {
    private final Controller controller;
    private final FleetFlash flash;
    private final LiveFleet fleet;

    private WatchedWorld(Controller controller, FleetFlash flash, LiveFleet fleet) {
        this.controller = controller;
        this.flash = flash;
        this.fleet = fleet;
    }

    /** Starts it in an empty directory; the devices connect as time passes. */
    public static WatchedWorld start(ControllerConfig config, FleetDefinition definition, UnaryOperator<Flash> watching)
            throws IOException {
        Blueprint blueprint = definition.blueprint();
        Controller controller = Controller.start(config, Optional.empty(), List.of());
        Provisioning.register(
                controller.store(), blueprint, InstantSource.system().millis(), RegistrationProgress.NONE);
        controller.countDevices();
        FleetFlash flash = FleetFlash.open(config.dataDirectory().resolve(FleetHome.DATABASE));
        LiveFleet fleet = LiveFleet.start(
                blueprint,
                definition.seed(),
                ControllerAddress.of(Transport.TCP.open(controller, config)),
                KeptStates.NONE,
                watching.apply(flash),
                Optional.of(new FirmwareSource(
                        SeededKeys.trusted(controller.firmwareKeys()), Optional.empty(), DeviceImages.WELL)),
                Backoff.DEFAULT,
                TypicalDelays.TABLE.refinedBy(blueprint.delays()),
                blueprint.faults());
        return new WatchedWorld(controller, flash, fleet);
    }

    public Controller controller() {
        return controller;
    }

    public Fleet fleet() {
        return fleet.fleet();
    }

    @Override
    public void close() {
        controller.close();
        fleet.close();
        flash.close();
    }
}
