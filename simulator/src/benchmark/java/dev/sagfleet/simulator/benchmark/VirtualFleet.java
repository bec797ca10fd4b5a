package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.rpc.ResponseFormat;
import dev.sagfleet.controller.rpc.RpcRequest;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.delay.TypicalDelays;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.virtual.LineConditions;
import dev.sagfleet.simulator.virtual.VirtualController;
import dev.sagfleet.simulator.virtual.VirtualFlash;
import dev.sagfleet.simulator.virtual.VirtualTime;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A world on virtual time as it is measured: its lines, commits and devices take the time that they typically do. */
final class VirtualFleet {
    private static final long SEED = 1;
    private static final long LINE_NANOS = 5_000_000;
    private static final long LINE_SPREAD_NANOS = 20_000_000;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final Duration COMMIT = Duration.ofMillis(2);
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofHours(3);

    /** The bandwidths that its instances have by turns, in Mbit/s. */
    private static final int LESS = 200;

    private static final int MORE = 300;

    private final int devices;
    private final VirtualWorld world;
    private final ControllerCore core;
    private long called;
    private long answered;

    /** A fleet of single boxes that are switched on and not connected yet. */
    VirtualFleet(int devices) {
        this.devices = devices;
        world = VirtualWorld.start(new VirtualWorld.Setup(
                BenchmarkFleet.blueprint(devices),
                SEED,
                Backoff.DEFAULT,
                TypicalDelays.TABLE,
                LineConditions.of(LINE_NANOS, LINE_SPREAD_NANOS, VirtualFleet::spread),
                VirtualFlash.Conditions.PERFECT,
                new VirtualController.Setup(SessionTiming.DEFAULT, ANSWER_WAIT, GRACE, CommitConditions.steady(COMMIT)),
                VirtualWorld.Clock.RIGHT));
        core = world.core();
    }

    /** A fraction that takes next to no time to draw. */
    private static double spread(SerialNumber serial, long sent) {
        long bits = (serial.text().hashCode() + sent) * GOLDEN_GAMMA;
        return (bits >>> 11) * 0x1.0p-53;
    }

    VirtualTime time() {
        return world.time();
    }

    /** Lets time pass until all devices are in session. */
    void connect() {
        if (!time().runUntil(() -> core.sessions().onlineCount() == devices, PATIENCE)) {
            requireAllOnlineAndAnswered();
        }
    }

    /** Breaks all connections at once; the devices come back as time passes. */
    void cutAll() {
        world.fleet().cutAll();
    }

    /** A call of the API for each instance, as a client has it ready, that orders more. */
    List<RpcRequest> upgrades() {
        return orders("UpgradeSmartAccessGateway", MORE);
    }

    /** Likewise one that orders as much as before. */
    List<RpcRequest> downgrades() {
        return orders("DowngradeSmartAccessGateway", LESS);
    }

    private List<RpcRequest> orders(String action, int megabits) {
        Blueprint blueprint = world.blueprint();
        return blueprint.instances().stream()
                .map(instance -> new RpcRequest(
                        action,
                        "root",
                        Parameters.of(Map.of(
                                "RegionId", blueprint.regionId(),
                                "SmartAGId", instance.id(),
                                "AutoPay", "true",
                                "BandWidthSpec", Integer.toString(megabits))),
                        ResponseFormat.JSON))
                .toList();
    }

    /** Makes calls of the API, all of them now; they are answered as time passes. */
    void call(List<RpcRequest> requests) {
        for (RpcRequest request : requests) {
            core.actions()
                    .run(request, "request-" + called++, time().instant())
                    .whenComplete((response, failure) -> answered += failure == null ? 1 : 0);
        }
    }

    /** @throws BenchmarkException if a device is away, or a call has failed or is not answered */
    void requireAllOnlineAndAnswered() {
        int online = core.sessions().onlineCount();
        if (online != devices || answered != called) {
            throw new BenchmarkException(online + " of " + devices + " devices are in session, " + answered + " of "
                    + called + " calls were answered");
        }
    }

    /** @throws BenchmarkException if a device does not hold what was last ordered for it, which was more */
    void requireUpgraded() {
        for (InstanceBlueprint instance : world.blueprint().instances()) {
            SerialNumber serial = instance.devices().get(0).serial();
            if (!world.agent(serial).state().bandwidth().equals(Bandwidth.ofMegabits(MORE))) {
                throw new BenchmarkException(serial + " does not hold what was ordered");
            }
        }
    }
}
