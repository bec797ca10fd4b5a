package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.link.Connector;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.agent.runtime.AgentHost;
import dev.sagfleet.agent.runtime.AgentSetup;
import dev.sagfleet.agent.runtime.ConnectGate;
import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.timing.TimingWheel;
import dev.sagfleet.agent.transport.EventLoopTimers;
import dev.sagfleet.agent.transport.Transports;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.time.Seed;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** All devices of a blueprint at work, each over a connection of its own. Safe for many threads. */
public final class Fleet implements AutoCloseable {
    /** How many of the devices are on their way into a session at the same time: enough to fill the changes that admit them. */
    private static final int CONNECTING_MAX = 4_096;

    private static final Duration TICK = Duration.ofMillis(20);

    private final SocketAddress controller;
    private final EventLoopGroup loops;
    private final EventLoop loop;
    private final TimingWheel timers;
    private final RefusedKeys refusedKeys = new RefusedKeys();
    private final Map<SerialNumber, Agent> agents = new LinkedHashMap<>();

    private Fleet(SocketAddress controller) {
        this.controller = controller;
        loops = Transports.loops(controller, "sag-fleet", 1);
        loop = loops.next();
        timers = new EventLoopTimers(loop, TICK).wheel();
    }

    /** Starts every device likewise, on the usual path. */
    public static Fleet start(
            Blueprint blueprint,
            long seed,
            SocketAddress controller,
            Map<SerialNumber, DeviceState> states,
            Flash flash,
            Backoff backoff,
            DelayTable delays) {
        return start(blueprint, seed, ControllerAddress.of(controller), states, flash, backoff, delays);
    }

    /**
     * Starts every device; they connect one after the other, in the order of the blueprint.
     *
     * @param controller where it lets devices in
     * @param states of the devices that have been told anything; the others are as they left the factory
     * @param flash that keeps their states from now on
     * @param delays how long they take over what they do; that they start takes no time, since they are on
     */
    public static Fleet start(
            Blueprint blueprint,
            long seed,
            ControllerAddress controller,
            Map<SerialNumber, DeviceState> states,
            Flash flash,
            Backoff backoff,
            DelayTable delays) {
        Fleet fleet = new Fleet(controller.address());
        var host = new AgentHost(
                new Connector(fleet.loop, controller.address(), controller.path()),
                flash,
                new ConnectGate(CONNECTING_MAX),
                fleet.timers,
                new TokenBuckets(blueprint.deviceCount() * Traffic.BUCKETS),
                fleet.refusedKeys);
        Seed agents = new Seed(seed).at("agent");
        var defaults = new FactoryDefaults();
        for (InstanceBlueprint instance : blueprint.instances()) {
            for (DeviceBlueprint device : instance.devices()) {
                int index = fleet.agents.size();
                Seed own = agents.at(device.serial().text());
                var setup = new AgentSetup(
                        new DeviceIdentity(device.serial(), device.model(), device.userName()),
                        device.key(),
                        states.getOrDefault(device.serial(), defaults.state(device)),
                        defaults.load(device),
                        backoff,
                        delays.of(device.model(), own),
                        own.stream("jitter"));
                fleet.agents.put(device.serial(), new Agent(setup, host, index * Traffic.BUCKETS));
            }
        }
        fleet.loop.execute(fleet::begin);
        return fleet;
    }

    private void begin() {
        agents.values().forEach(agent -> agent.connectIn(Duration.ZERO));
    }

    /** How many devices are in session now; waits for the event loop that knows. */
    public int onlineCount() {
        return (int) loop.submit(
                        () -> agents.values().stream().filter(Agent::isOnline).count())
                .syncUninterruptibly()
                .getNow()
                .longValue();
    }

    /** Whether none of the devices is in session, and the controller does not know the key of one at least. */
    public boolean isLockedOut() {
        return loop.submit(() -> refusedKeys.judge(agents.values().stream().anyMatch(Agent::isOnline)))
                .syncUninterruptibly()
                .getNow();
    }

    /** How many devices there are. */
    public int size() {
        return agents.size();
    }

    /**
     * Does something with a device, on its own thread.
     *
     * @return false if there is no such device
     */
    public boolean with(SerialNumber serial, Consumer<Agent> action) {
        Optional<Agent> agent = Optional.ofNullable(agents.get(serial));
        agent.ifPresent(found -> loop.execute(() -> action.accept(found)));
        return agent.isPresent();
    }

    /** What a device knows and holds now. */
    public CompletableFuture<DeviceState> stateOf(SerialNumber serial) {
        var state = new CompletableFuture<DeviceState>();
        if (!with(serial, agent -> state.complete(agent.state()))) {
            state.completeExceptionally(new IllegalArgumentException("serial: " + serial + " (expected: a known one)"));
        }
        return state;
    }

    /** Whether there is such a device. */
    public boolean has(SerialNumber serial) {
        return agents.containsKey(serial);
    }

    /**
     * Makes every device what it was when it left the factory; it is on, and connects.
     *
     * @param blueprint that the fleet was started with
     * @param clearing empties the flash of all devices, after what it was told to save till then
     * @return completed once the flash is empty
     */
    public CompletableFuture<?> reset(Blueprint blueprint, Supplier<CompletionStage<?>> clearing) {
        var cleared = new CompletableFuture<Object>();
        loop.execute(() -> {
            var defaults = new FactoryDefaults();
            for (InstanceBlueprint instance : blueprint.instances()) {
                for (DeviceBlueprint device : instance.devices()) {
                    Agent agent = agents.get(device.serial());
                    if (agent != null) {
                        agent.resetTo(defaults.state(device));
                    }
                }
            }
            clearing.get().whenComplete((done, failure) -> {
                if (failure == null) {
                    cleared.complete(true);
                } else {
                    cleared.completeExceptionally(failure);
                }
            });
        });
        return cleared;
    }

    /** Breaks all connections, as a cut of the one line to the controller would. */
    public void cutAll() {
        loop.execute(() -> agents.values().forEach(Agent::cut));
    }

    /** Switches all devices off. */
    @Override
    public void close() {
        Transports.end(loops, controller);
    }
}
