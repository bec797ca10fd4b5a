package dev.sagfleet.controller.action.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.GatewayUpgrades.Target;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import dev.sagfleet.controller.rpc.Parameters;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Says when a box is upgraded by itself; one that nobody has said anything about is not. */
final class DescribeDeviceAutoUpgradePolicy implements Action {
    static final Declaration DECLARATION = Declaration.of(
                    "DescribeDeviceAutoUpgradePolicy",
                    Parameter.text("RegionId").required(),
                    Parameter.text("SmartAGId").required(),
                    Parameter.text("SerialNumber").required().noted("of a box"),
                    Parameter.oneOf("VersionType", "Device").noted("default: Device"))
            .needing(Right.ON_INSTANCE);

    private static final UpgradeSchedule NIGHTLY =
            new UpgradeSchedule("0 0 4 1/1 * ?", ZoneId.of("Asia/Shanghai"), Duration.ofMinutes(60));

    private final Store store;

    DescribeDeviceAutoUpgradePolicy(Store store) {
        this.store = store;
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Parameters parameters = call.parameters();
        var target = new Target(
                parameters.required("RegionId"),
                parameters.required("SmartAGId"),
                Optional.of(parameters.required("SerialNumber")));
        var unused = parameters.optionalOneOf("VersionType", "Device");
        return store.read(reading -> {
            Device device = target.require(reading, Rejection.SAG_NOT_FOUND, Rejection.INVALID_SERIAL_NUMBER);
            AutoUpgradePolicy policy = reading.policies()
                    .find(device.serial())
                    .orElseGet(() -> new AutoUpgradePolicy(
                            device.serial(), AutoUpgradePolicy.Type.MANUAL, NIGHTLY, Optional.empty()));
            ObjectNode fields = call.fields();
            describe(policy, fields);
            return call.respond(fields.put("SmartAGId", device.instanceId()));
        });
    }

    private static void describe(AutoUpgradePolicy policy, ObjectNode fields) {
        UpgradeSchedule schedule = policy.schedule();
        fields.put("SerialNumber", policy.serial().text());
        fields.put("UpgradeType", policy.type().name().toLowerCase(Locale.ROOT));
        fields.put("CronExpression", schedule.cron());
        fields.put("Duration", Long.toString(schedule.open().toMinutes()));
        fields.put("TimeZone", schedule.zone().getId());
        fields.put("Jitter", Long.toString(UpgradeSchedule.JITTER.toMinutes()));
    }
}
