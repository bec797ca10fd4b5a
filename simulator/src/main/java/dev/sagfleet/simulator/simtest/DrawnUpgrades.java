package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.controller.connection.JobEvents;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Images;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.rpc.ResponseFormat;
import dev.sagfleet.controller.rpc.RpcRequest;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** What whoever looks after the devices of one instance does next: upgrades them, thinks better of it, boots them. */
final class DrawnUpgrades implements Drawn {
    private static final Duration TRIAL_MIN = Duration.ofSeconds(20);
    private static final long TRIAL_SPREAD_SECONDS = 200;
    private static final long WINDOW_MILLIS = Duration.ofMinutes(5).toMillis();

    /** What they do. */
    static final List<String> CALLS = List.of(
            "cancel",
            "order",
            "retry",
            "withdraw",
            "DescribeDeviceAutoUpgradePolicy",
            "DescribeSAGDeviceInfo",
            "DescribeSmartAccessGatewayVersions",
            "ModifyDeviceAutoUpgradePolicy",
            "RebootSmartAccessGateway",
            "UpdateSmartAccessGatewayVersion");

    /** What they can hear that does not succeed. */
    static final List<String> REFUSALS = Stream.of(
                    Rejection.IMAGE_MISMATCH,
                    Rejection.IMAGE_RUNS,
                    Rejection.IMAGE_WITHDRAWN,
                    Rejection.JOB_NOT_FOUND,
                    Rejection.JOB_STATUS,
                    Rejection.NOT_ONLINE,
                    Rejection.PERMISSION,
                    Rejection.SOFTWARE_NOT_SUPPORTED,
                    Rejection.VERSION_TOO_OLD,
                    Rejection.VERSION_UNKNOWN)
            .map(Rejection::code)
            .toList();

    private final VirtualWorld world;
    private final InstanceBlueprint instance;
    private final DrawnImages images;

    DrawnUpgrades(VirtualWorld world, InstanceBlueprint instance, DrawnImages images) {
        this.world = world;
        this.instance = instance;
        this.images = images;
    }

    @Override
    public Deed next(ControllerCore core, Seed seed, String requestId) {
        List<DeviceBlueprint> devices = instance.devices();
        SerialNumber serial = devices.get(any(seed, "device", devices.size())).serial();
        FirmwareImage image = images.all().get(any(seed, "image", images.all().size()));
        double which = seed.fraction("which");
        if (which < 0.4) {
            return order(core, serial, image, seed, requestId);
        }
        if (which < 0.52) {
            return new Deed("cancel", serial.text(), core.commands().run(requestId, transaction -> core.upgrades()
                    .cancel(transaction, serial, requestId, nowMillis())));
        }
        if (which < 0.62) {
            return new Deed(
                    "retry",
                    serial.text(),
                    core.store()
                            .write(
                                    transaction -> core.upgrades()
                                            .retry(
                                                    transaction,
                                                    serial,
                                                    FirmwareJob.Origin.CONTROL,
                                                    requestId,
                                                    nowMillis()),
                                    job -> JobEvents.publish(core.events(), job)));
        }
        if (which < 0.63) {
            return new Deed(
                    "withdraw",
                    image.version().toString(),
                    core.store().write(transaction -> Images.withdraw(transaction, image.digest())));
        }
        return call(core, serial, image, seed, requestId);
    }

    private Deed order(ControllerCore core, SerialNumber serial, FirmwareImage image, Seed seed, String requestId) {
        Optional<Duration> trial = seed.fraction("usual trial") < 0.1
                ? Optional.empty()
                : Optional.of(TRIAL_MIN.plusSeconds((long) (seed.fraction("trial") * TRIAL_SPREAD_SECONDS)));
        var order = new UpgradeOrder(
                serial, image.digest(), FirmwareJob.Origin.CONTROL, window(seed), trial, seed.fraction("forced") < 0.2);
        CompletionStage<?> end = core.store()
                .write(
                        transaction -> core.upgrades().order(transaction, order, requestId, nowMillis()),
                        ordered -> JobEvents.publish(core.events(), ordered));
        return new Deed("order", serial + " " + image.version() + ", forced " + order.forced(), end);
    }

    /** Some open late, some close early. */
    private UpgradeWindow window(Seed seed) {
        double kind = seed.fraction("window");
        long millis = (long) (seed.fraction("window millis") * WINDOW_MILLIS);
        if (kind < 0.15) {
            return new UpgradeWindow(nowMillis() + millis, nowMillis() + 4 * WINDOW_MILLIS);
        }
        return kind < 0.25 ? new UpgradeWindow(0, nowMillis() + 1 + millis / 4) : UpgradeWindow.ALWAYS;
    }

    private long nowMillis() {
        return world.clock().millis();
    }

    private Deed call(ControllerCore core, SerialNumber serial, FirmwareImage image, Seed seed, String requestId) {
        List<String> actions = CALLS.subList(CALLS.indexOf("DescribeDeviceAutoUpgradePolicy"), CALLS.size());
        String action = seed.fraction("reads") < 0.2
                ? actions.get(any(seed, "action", 3))
                : actions.get(3 + any(seed, "action", 3));
        List<String> parameters = new ArrayList<>(List.of(
                "RegionId", world.blueprint().regionId(), "SmartAGId", instance.id(), "SerialNumber", serial.text()));
        if (action.equals("DescribeSAGDeviceInfo")) {
            parameters.addAll(List.of("SmartAGSn", serial.text()));
        }
        if (action.startsWith("Update")) {
            parameters.addAll(List.of("VersionCode", image.version().toString()));
        }
        if (action.startsWith("Modify")) {
            double type = seed.fraction("type");
            parameters.addAll(List.of(
                    "UpgradeType",
                    type < 0.4 ? "scheduled" : type < 0.6 ? "boot" : "manual",
                    "CronExpression",
                    "0 0/10 * * * ?",
                    "Duration",
                    "30",
                    "TimeZone",
                    "Asia/Shanghai"));
        }
        if (action.equals("DescribeSmartAccessGatewayVersions")) {
            parameters.addAll(List.of("VersionType", "Device"));
        }
        ApiCall<Object> call = ApiCall.of(action, state -> state, parameters.toArray(String[]::new));
        var request = new RpcRequest(action, "client", Parameters.of(call.parameters()), ResponseFormat.JSON);
        return new Deed(
                action,
                call.toString(),
                core.actions().run(request, requestId, world.clock().instant()));
    }

    private static int any(Seed seed, String purpose, int of) {
        return (int) (seed.fraction(purpose) * of);
    }
}
