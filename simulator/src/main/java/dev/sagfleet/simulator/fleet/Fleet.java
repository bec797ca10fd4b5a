package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.agent.runtime.AgentHost;
import dev.sagfleet.agent.runtime.AgentSetup;
import dev.sagfleet.agent.runtime.ConnectGate;
import dev.sagfleet.agent.runtime.FirmwarePorts;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.fault.UpgradeFault;
import dev.sagfleet.simulator.fault.UpgradeFaults;
import dev.sagfleet.simulator.fault.UpgradeMishaps;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All devices of a blueprint at work, each over a connection of its own, on whatever clock and line there is. Safe for
 * many threads.
 */
public final class Fleet {
    /** How many of the devices are on their way into a session at the same time: enough to fill the changes that admit them. */
    private static final int CONNECTING_MAX = 4_096;

    private final Loop loop;
    private final RefusedKeys refusedKeys = new RefusedKeys();
    private final Map<SerialNumber, Agent> agents = new LinkedHashMap<>();

    private final UpgradeMishaps mishaps;

    private Fleet(Loop loop, UpgradeFaults faults, long seed) {
        this.loop = loop;
        mishaps = new UpgradeMishaps(faults, seed, loop, this::failPower);
    }

    private void failPower(SerialNumber serial, Optional<FirmwareState> kept) {
        with(serial, agent -> agent.powerFails(Optional.empty(), kept));
    }

    /** Starts every device likewise, with nothing that goes wrong by itself. */
    public static Fleet start(
            Blueprint blueprint, long seed, FleetPorts ports, KeptStates kept, Backoff backoff, DelayTable delays) {
        return start(blueprint, seed, ports, kept, backoff, delays, UpgradeFaults.NONE);
    }

    /**
     * Starts every device; they connect one after the other, in the order of the blueprint.
     *
     * @param seed that everything which they draw depends on
     * @param kept of the devices that have been told anything; the others are as they left the factory
     * @param delays how long they take over what they do; that they start takes no time, since they are on
     * @param faults what goes wrong with their upgrades, beside what somebody injects
     */
    public static Fleet start(
            Blueprint blueprint,
            long seed,
            FleetPorts ports,
            KeptStates kept,
            Backoff backoff,
            DelayTable delays,
            UpgradeFaults faults) {
        Fleet fleet = new Fleet(ports.loop(), faults, seed);
        var host = new AgentHost(
                ports.loop(),
                ports.links(),
                fleet.mishaps.in(ports.flash()),
                new ConnectGate(CONNECTING_MAX),
                ports.timers(),
                new TokenBuckets(blueprint.deviceCount() * Traffic.BUCKETS),
                fleet.refusedKeys,
                ports.firmware()
                        .map(firmware -> new FirmwarePorts(
                                fleet.mishaps.on(firmware.fetches()), firmware.keys(), firmware.clock())));
        Seed agents = new Seed(seed).at("agent");
        Seed run = new Seed(ports.run());
        var defaults = new FactoryDefaults();
        for (InstanceBlueprint instance : blueprint.instances()) {
            for (DeviceBlueprint device : instance.devices()) {
                int index = fleet.agents.size();
                Seed own = agents.at(device.serial().text());
                var setup = new AgentSetup(
                        new DeviceIdentity(device.serial(), device.model(), device.userName()),
                        device.key(),
                        kept.devices().getOrDefault(device.serial(), defaults.state(device)),
                        defaults.load(device),
                        backoff,
                        delays.of(device.model(), own),
                        new DeviceChance(run, own.value()),
                        kept.firmwareOf(device.serial()),
                        fleet.mishaps.of(
                                device.serial(),
                                device.model(),
                                device.version(),
                                own.value(),
                                device.place(),
                                ports.images().of(device.serial())));
                fleet.agents.put(device.serial(), new Agent(setup, host, index * Traffic.BUCKETS));
            }
        }
        ports.loop().execute(fleet::begin);
        return fleet;
    }

    private void begin() {
        agents.values().forEach(agent -> agent.connectIn(Duration.ZERO));
    }

    /** How many devices are in session now. */
    public CompletableFuture<Integer> onlineCount() {
        return CompletableFuture.supplyAsync(
                () -> (int) agents.values().stream().filter(Agent::isOnline).count(), loop::execute);
    }

    /** Whether none of the devices is in session, and the controller does not know the key of one at least. */
    public CompletableFuture<Boolean> isLockedOut() {
        return CompletableFuture.supplyAsync(
                () -> refusedKeys.judge(agents.values().stream().anyMatch(Agent::isOnline)), loop::execute);
    }

    /** How many devices there are. */
    public int size() {
        return agents.size();
    }

    /**
     * Does something with a device, on its own loop; at once if the caller is there.
     *
     * @return false if there is no such device
     */
    public boolean with(SerialNumber serial, Consumer<Agent> action) {
        Optional<Agent> agent = Optional.ofNullable(agents.get(serial));
        agent.ifPresent(found -> loop.run(() -> action.accept(found)));
        return agent.isPresent();
    }

    /**
     * Says what the next attempt of a device to install an image meets, beside what it draws.
     *
     * @param fault nothing if it is to meet none of those that were said
     */
    public void injectIntoUpgrade(SerialNumber serial, Optional<UpgradeFault> fault) {
        loop.run(() -> mishaps.inject(serial, fault));
    }

    /** Whether a device is at an attempt at an image that does not work on it; asked on the loop of the fleet. */
    public boolean isOnBadImage(SerialNumber serial) {
        return mishaps.isOnBadImage(serial);
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
            mishaps.reset();
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

    /** Has every device that is in session report its traffic now. */
    public void reportAll() {
        loop.execute(() -> agents.values().forEach(Agent::report));
    }

    /** Breaks all connections, as a cut of the one line to the controller would. */
    public void cutAll() {
        loop.execute(() -> agents.values().forEach(Agent::cut));
    }
}
