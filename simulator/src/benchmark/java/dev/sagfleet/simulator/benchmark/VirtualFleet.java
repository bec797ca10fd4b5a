package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.SerialNumber;
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

/** A world on virtual time as it is measured: lines, commits and devices take the time that they typically do. */
final class VirtualFleet {
    private static final long SEED = 1;
    private static final long LINE_NANOS = 5_000_000;
    private static final long LINE_SPREAD_NANOS = 20_000_000;
    private static final Duration COMMIT = Duration.ofMillis(2);
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofHours(3);

    private final int devices;
    private final VirtualWorld world;
    private int calls;
    private int answered;

    /** A fleet of single boxes that are switched on and not connected yet. */
    VirtualFleet(int devices) {
        this.devices = devices;
        Blueprint blueprint = BenchmarkFleet.blueprint(devices);
        world = VirtualWorld.start(new VirtualWorld.Setup(
                blueprint,
                SEED,
                Backoff.DEFAULT,
                TypicalDelays.TABLE,
                LineConditions.of(
                        LINE_NANOS,
                        LINE_SPREAD_NANOS,
                        (serial, sent) -> spread(serial, sent)),
                VirtualFlash.Conditions.PERFECT,
                new VirtualController.Setup(
                        SessionTiming.DEFAULT, ANSWER_WAIT, GRACE, CommitConditions.steady(COMMIT)),
                VirtualWorld.Clock.RIGHT));
    }

    /** A fraction from 0 up to but not including 1 that takes next to no time. */
    private static double spread(SerialNumber serial, long sent) {
        return ((serial.text().hashCode() + sent) * 0x9E3779B97F4A7C15L >>> 11) * 0x1.0p-53;
    }

    VirtualTime time() {
        return world.time();
    }

    int online() {
        return world.core().sessions().onlineCount();
    }

    /** Lets time pass until all devices are in session. */
    void connect() {
        if (!time().runUntil(() -> online() == devices, PATIENCE)) {
            throw new BenchmarkException("of " + devices + " devices only " + online() + " came into session");
        }
    }

    /** Breaks all connections at once; the devices come back as time passes. */
    void cutAll() {
        world.fleet().cutAll();
    }

    /** A call of the API for each instance that orders another bandwidth, as a client has it ready. */
    List<RpcRequest> orders(String action, int megabits) {
        return world.blueprint().instances().stream()
                .map(instance -> new RpcRequest(
                        action,
                        "root",
                        Parameters.of(Map.of(
                                "RegionId",
                                world.blueprint().regionId(),
                                "SmartAGId",
                                instance.id(),
                                "AutoPay",
                                "true",
                                "BandWidthSpec",
                                Integer.toString(megabits))),
                        ResponseFormat.JSON))
                .toList();
    }

    /** Makes calls of the API, all now; they are answered as time passes. */
    void call(List<RpcRequest> requests) {
        for (RpcRequest request : requests) {
            world.core()
                    .actions()
                    .run(request, "request-" + calls++, time().instant())
                    .whenComplete((response, failure) -> {
                        if (failure == null) {
                            answered++;
                        }
                    });
        }
    }

    /** How many calls were answered with success. */
    int answered() {
        return answered;
    }

    List<InstanceBlueprint> instances() {
        return List.copyOf(world.blueprint().instances());
    }

    /** What devices hold now of an instance's bandwidth, in Mbit/s. */
    long heldMegabits(InstanceBlueprint instance) {
        return world.agent(instance.devices().get(0).serial())
                        .state()
                        .bandwidth()
                        .kilobitsPerSecond()
                / 1_000;
    }
}
