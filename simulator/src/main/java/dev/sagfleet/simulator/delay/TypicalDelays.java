package dev.sagfleet.simulator.delay;

import static dev.sagfleet.agent.runtime.DelayPoint.ASSOCIATE;
import static dev.sagfleet.agent.runtime.DelayPoint.BOOT;
import static dev.sagfleet.agent.runtime.DelayPoint.CHANGE_BANDWIDTH;
import static dev.sagfleet.agent.runtime.DelayPoint.CHANGE_ROLE;
import static dev.sagfleet.agent.runtime.DelayPoint.CONNECT;
import static dev.sagfleet.agent.runtime.DelayPoint.DISSOCIATE;
import static dev.sagfleet.agent.runtime.DelayPoint.INSTALL;
import static dev.sagfleet.agent.runtime.DelayPoint.VERIFY;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.runtime.DelayPoint;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Delays that devices like these may well have. They are plausible and not measured: nobody publishes any.
 *
 * <p>A command takes tens to hundreds of milliseconds, and at its longest less than an API call waits for
 * it. A boot takes seconds, and so does an image, where a real box takes minutes: nobody who tries something
 * wants to wait that long, and a controller sees a device leave and come back all the same.
 */
public final class TypicalDelays {
    public static final DelayTable TABLE = new DelayTable(table());

    private static Map<DeviceModel, Map<DelayPoint, Distribution>> table() {
        Map<DeviceModel, Map<DelayPoint, Distribution>> table = new EnumMap<>(DeviceModel.class);
        table.put(
                DeviceModel.SAG_100WM,
                withImages(
                        box(millis(6000, 12_000), millis(120, 500), millis(80, 350), millis(60, 250)),
                        millis(2000, 6000),
                        millis(10_000, 25_000)));
        table.put(
                DeviceModel.SAG_1000,
                withImages(
                        box(millis(8000, 15_000), millis(80, 350), millis(60, 250), millis(40, 200)),
                        millis(1500, 4000),
                        millis(8000, 20_000)));
        table.put(DeviceModel.SAG_VCPE, withImages(virtual(), millis(500, 2000), millis(4000, 10_000)));
        table.put(DeviceModel.APP, withImages(app(), millis(300, 1000), millis(1500, 4000)));
        return table;
    }

    private static Map<DelayPoint, Distribution> box(
            Distribution boot, Distribution associate, Distribution change, Distribution role) {
        Map<DelayPoint, Distribution> box = new EnumMap<>(DelayPoint.class);
        box.put(BOOT, boot);
        box.put(CONNECT, millis(300, 1000));
        box.put(ASSOCIATE, associate);
        box.put(DISSOCIATE, change);
        box.put(CHANGE_BANDWIDTH, change);
        box.put(CHANGE_ROLE, role);
        return box;
    }

    private static Map<DelayPoint, Distribution> withImages(
            Map<DelayPoint, Distribution> others, Distribution verify, Distribution install) {
        others.put(VERIFY, verify);
        others.put(INSTALL, install);
        return others;
    }

    /** It has no acceleration, and is not long about saying so. */
    private static Map<DelayPoint, Distribution> virtual() {
        Map<DelayPoint, Distribution> virtual = new EnumMap<>(DelayPoint.class);
        virtual.put(BOOT, millis(4000, 8000));
        virtual.put(CONNECT, millis(200, 800));
        virtual.put(ASSOCIATE, millis(20, 100));
        virtual.put(DISSOCIATE, millis(20, 100));
        virtual.put(CHANGE_BANDWIDTH, millis(50, 200));
        virtual.put(CHANGE_ROLE, millis(40, 200));
        return virtual;
    }

    private static Map<DelayPoint, Distribution> app() {
        Map<DelayPoint, Distribution> app = new EnumMap<>(DelayPoint.class);
        app.put(BOOT, millis(1500, 4000));
        app.put(CONNECT, millis(150, 600));
        app.put(ASSOCIATE, millis(40, 200));
        app.put(DISSOCIATE, millis(30, 150));
        app.put(CHANGE_BANDWIDTH, millis(30, 150));
        app.put(CHANGE_ROLE, millis(30, 150));
        return app;
    }

    private static Distribution millis(int median, int p99) {
        return new Distribution.LogNormal(Duration.ofMillis(median), Duration.ofMillis(p99));
    }

    private TypicalDelays() {}
}
