package dev.sagfleet.controller.action.device;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.AutoUpgrades;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.GatewayUpgrades.Target;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sets when a box is upgraded by itself. */
final class ModifyDeviceAutoUpgradePolicy implements Action {
    private static final String[] TYPES = {"scheduled", "boot", "manual"};
    private static final String[] ZONES = {
        "Asia/Shanghai",
        "Asia/Hong_Kong",
        "Asia/Tokyo",
        "Asia/Kuala_Lumpur",
        "Asia/Singapore",
        "Asia/Jakarta",
        "Australia/Sydney",
        "Europe/Berlin"
    };
    private static final int MINUTES_MIN = 30;
    private static final int MINUTES_MAX = 120;

    static final Declaration DECLARATION = Declaration.of(
                    "ModifyDeviceAutoUpgradePolicy",
                    Parameter.text("RegionId").required(),
                    Parameter.text("SmartAGId").noted("must be there; without it the error is SAG's own"),
                    Parameter.text("SerialNumber").required().noted("of a box"),
                    Parameter.oneOf("UpgradeType", TYPES).required(),
                    Parameter.text("CronExpression").required().noted("of Quartz, as 0 0 4 1/1 * ?"),
                    Parameter.number("Duration", MINUTES_MIN, MINUTES_MAX)
                            .required()
                            .noted("minutes"),
                    Parameter.oneOf("TimeZone", ZONES).required(),
                    Parameter.oneOf("VersionType", "Device").noted("default: Device"))
            .needing(Right.ON_INSTANCE);

    private final Store store;
    private final Runnable changed;

    /** @param changed is run once another policy is in force */
    ModifyDeviceAutoUpgradePolicy(Store store, Runnable changed) {
        this.store = store;
        this.changed = changed;
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Parameters parameters = call.parameters();
        String regionId = parameters.required("RegionId");
        Optional<String> instanceId = parameters.optional("SmartAGId");
        String serial = parameters.required("SerialNumber");
        var type = AutoUpgradePolicy.Type.valueOf(
                parameters.requiredOneOf("UpgradeType", TYPES).toUpperCase(Locale.ROOT));
        String cron = parameters.required("CronExpression");
        var open = Duration.ofMinutes(parameters.requiredLong("Duration", MINUTES_MIN, MINUTES_MAX));
        var zone = ZoneId.of(parameters.requiredOneOf("TimeZone", ZONES));
        var unused = parameters.optionalOneOf("VersionType", "Device");
        UpgradeSchedule schedule = schedule(cron, zone, open, call.now());
        return store.write(
                        transaction -> {
                            Device device = new Target(
                                            regionId,
                                            instanceId.orElseThrow(ModifyDeviceAutoUpgradePolicy::noInstance),
                                            Optional.of(serial))
                                    .require(transaction, Rejection.SAG_NOT_FOUND, Rejection.INVALID_SERIAL_NUMBER);
                            return AutoUpgrades.set(
                                    transaction,
                                    device.serial(),
                                    type,
                                    schedule,
                                    call.now().toEpochMilli());
                        },
                        policy -> changed.run())
                .thenApply(policy -> call.respond(call.fields()));
    }

    private static RejectedException noInstance() {
        return new RejectedException(Rejection.INSTANCE_ID_EMPTY, "found no SmartAGId, required one");
    }

    private static UpgradeSchedule schedule(String cron, ZoneId zone, Duration open, Instant now) {
        try {
            var schedule = new UpgradeSchedule(cron, zone, open);
            if (schedule.nextOpening(now).isPresent()) {
                return schedule;
            }
        } catch (IllegalArgumentException e) {
            throw GatewayError.invalid("CronExpression").withDetail(String.valueOf(e.getMessage()));
        }
        throw GatewayError.invalid("CronExpression")
                .withDetail("found " + cron + ", required one that comes again after now");
    }
}
