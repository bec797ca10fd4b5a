package dev.sagfleet.simulator.delay;

import static dev.sagfleet.agent.protocol.DeviceModel.APP;
import static dev.sagfleet.agent.protocol.DeviceModel.SAG_1000;
import static dev.sagfleet.agent.protocol.DeviceModel.SAG_100WM;
import static dev.sagfleet.agent.protocol.DeviceModel.SAG_VCPE;
import static dev.sagfleet.agent.runtime.DelayPoint.ASSOCIATE;
import static dev.sagfleet.agent.runtime.DelayPoint.BOOT;
import static dev.sagfleet.agent.runtime.DelayPoint.CHANGE_BANDWIDTH;
import static dev.sagfleet.agent.runtime.DelayPoint.CHANGE_ROLE;
import static dev.sagfleet.agent.runtime.DelayPoint.CONNECT;
import static dev.sagfleet.agent.runtime.DelayPoint.DISSOCIATE;

import java.time.Duration;
import java.util.Map;

/**
 * Delays that devices like these may well have. They are plausible and not measured: nobody publishes any.
 *
 * <p>A command takes tens to hundreds of milliseconds, and at its longest less than an API call waits for
 * it. A boot takes seconds, where a real box takes minutes: nobody who tries something wants to wait that
 * long, and a controller sees a device leave and come back all the same.
 */
public final class TypicalDelays {
    public static final DelayTable TABLE = new DelayTable(Map.of(
            SAG_100WM,
            Map.of(
                    BOOT, millis(6000, 12_000),
                    CONNECT, millis(300, 1000),
                    ASSOCIATE, millis(120, 500),
                    DISSOCIATE, millis(80, 350),
                    CHANGE_BANDWIDTH, millis(80, 350),
                    CHANGE_ROLE, millis(60, 250)),
            SAG_1000,
            Map.of(
                    BOOT, millis(8000, 15_000),
                    CONNECT, millis(300, 1000),
                    ASSOCIATE, millis(80, 350),
                    DISSOCIATE, millis(60, 250),
                    CHANGE_BANDWIDTH, millis(60, 250),
                    CHANGE_ROLE, millis(40, 200)),
            SAG_VCPE,
            Map.of(
                    BOOT, millis(4000, 8000),
                    CONNECT, millis(200, 800),
                    // It has no acceleration, and is not long about saying so.
                    ASSOCIATE, millis(20, 100),
                    DISSOCIATE, millis(20, 100),
                    CHANGE_BANDWIDTH, millis(50, 200),
                    CHANGE_ROLE, millis(40, 200)),
            APP,
            Map.of(
                    BOOT, millis(1500, 4000),
                    CONNECT, millis(150, 600),
                    ASSOCIATE, millis(40, 200),
                    DISSOCIATE, millis(30, 150),
                    CHANGE_BANDWIDTH, millis(30, 150),
                    CHANGE_ROLE, millis(30, 150))));

    private static Distribution millis(int median, int p99) {
        return new Distribution.LogNormal(Duration.ofMillis(median), Duration.ofMillis(p99));
    }

    private TypicalDelays() {}
}
