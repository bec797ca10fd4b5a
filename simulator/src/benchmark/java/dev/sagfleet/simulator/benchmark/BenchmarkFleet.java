package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.PassingStorage;
import dev.sagfleet.simulator.world.LiveFleet;
import java.net.SocketAddress;
import java.util.Map;

/** The fleet that is measured: single boxes that can be associated, offered no traffic. */
final class BenchmarkFleet {
    /** The bandwidth of the one plan, in Mbit/s. */
    static final int PLAN_MEGABITS = 1_000;

    static FleetDefinition of(int devices) {
        return of(devices, FleetDefinition.SEED_DEFAULT);
    }

    private static FleetDefinition of(int devices, long seed) {
        String text =
                """
                plans:
                  - {name: benchmark, bandwidth: %d}
                instances:
                  - {model: SAG-1000, count: %d, bandwidth: 200, firmware: 2.4.0, load: {accelerated: 0, other: 0}}
                """
                        .formatted(PLAN_MEGABITS, devices);
        return new FleetDefinition("benchmark.yaml", text, seed);
    }

    static Blueprint blueprint(int devices) {
        return of(devices).blueprint();
    }

    static Blueprint blueprint(int devices, long seed) {
        return of(devices, seed).blueprint();
    }

    /** Starts its devices, which take no time over anything and keep nothing over a power cut. */
    static LiveFleet start(Blueprint blueprint, SocketAddress controller) {
        return LiveFleet.start(
                blueprint,
                FleetDefinition.SEED_DEFAULT,
                controller,
                Map.of(),
                new PassingStorage(),
                Backoff.DEFAULT,
                DelayTable.NONE);
    }

    private BenchmarkFleet() {}
}
