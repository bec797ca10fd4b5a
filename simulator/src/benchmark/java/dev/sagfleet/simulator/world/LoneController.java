package dev.sagfleet.simulator.world;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.Blueprint;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The controller of a world without its fleet, which may be in another process. */
public final class LoneController implements AutoCloseable {
    private final Controller controller;
    private final SocketAddress address;

    private LoneController(Controller controller, SocketAddress address) {
        this.controller = controller;
        this.address = address;
    }

    public static LoneController start(ControllerConfig config, Transport transport) throws IOException {
        Controller controller = Controller.start(config, Optional.empty(), List.of());
        return new LoneController(controller, transport.open(controller, config));
    }

    /** Where it lets devices in. */
    public SocketAddress address() {
        return address;
    }

    /** Makes devices known to it before they come. */
    public void register(Blueprint blueprint) {
        Provisioning.register(
                controller.store(), blueprint, InstantSource.system().millis(), RegistrationProgress.NONE);
        controller.countDevices();
    }

    public int onlineCount() {
        return controller.onlineCount();
    }

    @Override
    public void close() {
        controller.close();
    }
}
