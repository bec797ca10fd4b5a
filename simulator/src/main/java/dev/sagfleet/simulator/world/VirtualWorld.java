package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.agent.runtime.FirmwarePorts;
import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.memory.MemoryContent;
import dev.sagfleet.simulator.counted.CountedCatalogue;
import dev.sagfleet.simulator.counted.CountedFetches;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DeviceImages;
import dev.sagfleet.simulator.fleet.Fleet;
import dev.sagfleet.simulator.fleet.FleetPorts;
import dev.sagfleet.simulator.fleet.KeptStates;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.virtual.LineConditions;
import dev.sagfleet.simulator.virtual.VirtualController;
import dev.sagfleet.simulator.virtual.VirtualFlash;
import dev.sagfleet.simulator.virtual.VirtualLoop;
import dev.sagfleet.simulator.virtual.VirtualNetwork;
import dev.sagfleet.simulator.virtual.VirtualTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A controller and a fleet on virtual time: the production code of both, with a network, a store and flash in memory.
 * All of it runs on the caller's thread while the caller lets time pass.
 */
public final class VirtualWorld {
    private static final Duration START_MAX = Duration.ofMinutes(10);

    private final Setup setup;
    private final VirtualTime time;
    private final InstantSource clock;
    private final VirtualNetwork network;
    private final VirtualFlash flash;
    private final SigningKeys keys;
    private final MemoryContent content = new MemoryContent();
    private final Fleet fleet;
    private @Nullable VirtualController controller;

    /**
     * What a world is made of.
     *
     * @param seed that everything which the devices draw depends on
     * @param clock makes the wall clock of the controller out of virtual time
     * @param images how images get on on the devices
     * @param kept what the devices have in their flash as they are switched on
     */
    public record Setup(
            Blueprint blueprint,
            long seed,
            Backoff backoff,
            DelayTable delays,
            LineConditions lines,
            VirtualFlash.Conditions flash,
            VirtualController.Setup controller,
            Clock clock,
            DeviceImages images,
            KeptStates kept) {
        /** One whose devices were never told anything. */
        public Setup(
                Blueprint blueprint,
                long seed,
                Backoff backoff,
                DelayTable delays,
                LineConditions lines,
                VirtualFlash.Conditions flash,
                VirtualController.Setup controller,
                Clock clock,
                DeviceImages images) {
            this(blueprint, seed, backoff, delays, lines, flash, controller, clock, images, KeptStates.NONE);
        }

        /** One in which all is well with images. */
        public Setup(
                Blueprint blueprint,
                long seed,
                Backoff backoff,
                DelayTable delays,
                LineConditions lines,
                VirtualFlash.Conditions flash,
                VirtualController.Setup controller,
                Clock clock) {
            this(blueprint, seed, backoff, delays, lines, flash, controller, clock, DeviceImages.WELL);
        }
    }

    /** Makes a wall clock out of virtual time. */
    public interface Clock {
        /** One that is right. */
        Clock RIGHT = time -> time;

        InstantSource of(VirtualTime time);
    }

    private VirtualWorld(VirtualTime time, Setup setup, UnaryOperator<Flash> watching) {
        this.time = time;
        this.setup = setup;
        clock = setup.clock().of(time);
        network = new VirtualNetwork(time, setup.lines());
        flash = new VirtualFlash(time, setup.flash());
        keys = SeededKeys.of(new Seed(setup.seed()).at("keys"));
        startController();
        Blueprint shared = setup.blueprint().drawnOnce();
        finish(core().store().write(transaction -> {
            Provisioning.registerIn(transaction, shared, time.millis());
            return true;
        }));
        finish(core().registered().recount());
        var loop = new VirtualLoop(time);
        var firmware = new FirmwarePorts(
                new CountedFetches(loop, network.imagePort()), SeededKeys.trusted(keys.publicKeys()), time);
        var ports = new FleetPorts(
                loop,
                time.timers(),
                network,
                watching.apply(flash),
                setup.seed(),
                Optional.of(firmware),
                setup.images());
        flash.fill(setup.kept().devices(), setup.kept().firmware());
        fleet = Fleet.start(
                shared, setup.seed(), ports, setup.kept(), setup.backoff(), setup.delays(), shared.faults());
    }

    /** Starts the controller, registers the fleet with it and switches the devices on; they connect as time passes. */
    public static VirtualWorld start(Setup setup) {
        return start(new VirtualTime(), setup);
    }

    /** Starts one likewise on a time that somebody else reads too. */
    public static VirtualWorld start(VirtualTime time, Setup setup) {
        return start(time, setup, UnaryOperator.identity());
    }

    /** Likewise, with something before the flash of the devices that sees what they save. */
    public static VirtualWorld start(VirtualTime time, Setup setup, UnaryOperator<Flash> watching) {
        return new VirtualWorld(time, setup, watching);
    }

    /** Starts a controller process on what the one before has left, and lets time pass until it is up. */
    public void startController() {
        controller = finish(VirtualController.start(network, content, setup.controller(), clock, keys));
    }

    /** Starts one likewise without letting time pass; once it is up, devices can come. */
    public CompletionStage<VirtualController> restartController() {
        return VirtualController.start(network, content, setup.controller(), clock, keys)
                .thenApply(started -> {
                    controller = started;
                    return started;
                });
    }

    /** Ends the controller process as {@code kill -9} does. */
    public void crashController() {
        if (controller != null) {
            controller.crash();
            controller = null;
        }
    }

    /** Lets nobody come to the controller for now, or takes them in again; those that are there stay. */
    public void setPortOpen(boolean isOpen) {
        if (controller != null) {
            controller.setPortOpen(isOpen);
        }
    }

    /** Lets time pass until a stage is over. */
    public <T> T finish(CompletionStage<T> stage) {
        var future = stage.toCompletableFuture();
        if (!time.runUntil(future::isDone, START_MAX)) {
            throw new WorldException("nothing is left that would end what is waited for");
        }
        return future.join();
    }

    public VirtualTime time() {
        return time;
    }

    /** The wall clock of the controller. */
    public InstantSource clock() {
        return clock;
    }

    public VirtualNetwork network() {
        return network;
    }

    public Blueprint blueprint() {
        return setup.blueprint();
    }

    public Fleet fleet() {
        return fleet;
    }

    /** The controller that is up; nothing while none is. */
    public Optional<ControllerCore> controller() {
        return Optional.ofNullable(controller).map(VirtualController::core);
    }

    /** The controller, which must be up. */
    public ControllerCore core() {
        return controller().orElseThrow(() -> new WorldException("no controller is up"));
    }

    /** The images of the controller, which must be up. */
    public CountedCatalogue catalogue() {
        return Optional.ofNullable(controller)
                .map(VirtualController::catalogue)
                .orElseThrow(() -> new WorldException("no controller is up"));
    }

    /** What the downloads of the controller have reserved; nothing while none is up. */
    public Optional<Egress> egress() {
        return Optional.ofNullable(controller).map(VirtualController::egress);
    }

    /** What a device would find of its firmware likewise; nothing if it was never told of an image. */
    public Optional<FirmwareState> keptFirmware(SerialNumber serial) {
        return flash.keptFirmware(serial);
    }

    /** What a device would find in its flash if its power failed now; nothing if it was never told anything. */
    public Optional<DeviceState> kept(SerialNumber serial) {
        return flash.kept(serial);
    }

    /** How many steps of a change could be taken back. */
    public int undoCount() {
        return content.undoCount();
    }

    /** A device at work. */
    public Agent agent(SerialNumber serial) {
        var found = new AtomicReference<Agent>();
        fleet.with(serial, found::set);
        return Optional.ofNullable(found.get())
                .orElseThrow(() -> new IllegalArgumentException("serial: " + serial + " (expected: a known one)"));
    }

    /**
     * From now on has all devices report their traffic each time that so much has passed, as they do by themselves where
     * time is not virtual: whoever measures what they carry over a span wants it told more often than that is long.
     */
    public void reportTraffic(Duration interval) {
        time.schedule(interval.toNanos(), () -> {
            fleet.reportAll();
            reportTraffic(interval);
        });
    }

    /**
     * Lets the power of a device fail for a moment.
     *
     * @param isTorn whether what it was just writing into its flash is lost
     */
    public void failPower(SerialNumber serial, boolean isTorn) {
        network.vanish(serial);
        flash.powerFails(serial, isTorn);
        agent(serial).powerFails(flash.kept(serial), flash.keptFirmware(serial));
    }
}
