package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.download.HttpFetches;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.link.ImageFetches;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.FirmwarePorts;
import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.agent.transport.EventLoopTimers;
import dev.sagfleet.agent.transport.NettyLoop;
import dev.sagfleet.agent.transport.Transports;
import dev.sagfleet.agent.websocket.WebSocketLinks;
import dev.sagfleet.simulator.counted.CountedFetches;
import dev.sagfleet.simulator.counted.DirectPort;
import dev.sagfleet.simulator.counted.ImageService;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.fault.UpgradeFaults;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.ControllerAddress;
import dev.sagfleet.simulator.fleet.DeviceImages;
import dev.sagfleet.simulator.fleet.Fleet;
import dev.sagfleet.simulator.fleet.FleetPorts;
import dev.sagfleet.simulator.fleet.KeptStates;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A fleet over sockets or the memory of this process, with the event loop that it runs on. Safe for many threads. */
public final class LiveFleet implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(20);

    private final SocketAddress controller;
    private final EventLoopGroup loops;
    private final Fleet fleet;

    private LiveFleet(SocketAddress controller, EventLoopGroup loops, Fleet fleet) {
        this.controller = controller;
        this.loops = loops;
        this.fleet = fleet;
    }

    /** Starts every device likewise, on the usual path; they know no upgrades. */
    public static LiveFleet start(
            Blueprint blueprint,
            long seed,
            SocketAddress controller,
            Map<SerialNumber, DeviceState> states,
            Flash flash,
            Backoff backoff,
            DelayTable delays) {
        return start(
                blueprint,
                seed,
                ControllerAddress.of(controller),
                new KeptStates(states, Collections.emptyMap()),
                flash,
                Optional.empty(),
                backoff,
                delays,
                UpgradeFaults.NONE);
    }

    /**
     * Starts every device of a blueprint.
     *
     * @param controller where it lets devices in
     * @param kept of the devices that have been told anything; the others are as they left the factory
     * @param flash that keeps their states from now on
     * @param firmware where they have images from; without it they know no upgrades
     * @param delays how long they take over what they do
     * @param faults what goes wrong with their upgrades
     */
    public static LiveFleet start(
            Blueprint blueprint,
            long seed,
            ControllerAddress controller,
            KeptStates kept,
            Flash flash,
            Optional<FirmwareSource> firmware,
            Backoff backoff,
            DelayTable delays,
            UpgradeFaults faults) {
        EventLoopGroup loops = Transports.loops(controller.address(), "sag-fleet", 1);
        EventLoop loop = loops.next();
        var onLoop = new NettyLoop(loop);
        var ports = new FleetPorts(
                onLoop,
                new EventLoopTimers(loop, TICK).timers(),
                links(loop, controller),
                flash,
                new SecureRandom().nextLong(),
                firmware.map(source -> new FirmwarePorts(
                        source.counted()
                                .<ImageFetches>map(images -> counted(onLoop, images))
                                .orElseGet(() -> overHttp(loop, controller)),
                        source.trusted(),
                        InstantSource.system())),
                firmware.map(FirmwareSource::images).orElse(DeviceImages.WELL));
        return new LiveFleet(
                controller.address(), loops, Fleet.start(blueprint, seed, ports, kept, backoff, delays, faults));
    }

    private static WebSocketLinks links(EventLoop loop, ControllerAddress controller) {
        return new WebSocketLinks(
                loop, controller.address(), controller.path(), InstantSource.system(), LiveFleet::nonce);
    }

    private static ImageFetches overHttp(EventLoop loop, ControllerAddress controller) {
        return new HttpFetches(loop, controller.address(), InstantSource.system(), LiveFleet::nonce);
    }

    private static ImageFetches counted(NettyLoop loop, ImageService images) {
        return new CountedFetches(loop, new DirectPort(images, loop));
    }

    private static String nonce() {
        return UUID.randomUUID().toString();
    }

    /** The devices. */
    public Fleet fleet() {
        return fleet;
    }

    /** How many devices are in session now; waits for the event loop that knows. */
    public int onlineCount() {
        return fleet.onlineCount().join();
    }

    /** Whether none of them is, and the controller does not know the key of one at least; waits likewise. */
    public boolean isLockedOut() {
        return fleet.isLockedOut().join();
    }

    /** Switches all devices off. */
    @Override
    public void close() {
        Transports.end(loops, controller);
    }
}
