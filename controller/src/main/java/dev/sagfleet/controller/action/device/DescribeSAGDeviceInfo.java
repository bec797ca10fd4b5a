package dev.sagfleet.controller.action.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.GatewayUpgrades.Target;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Store;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Describes one box: what it runs, and whether it is connected and does what it should. */
final class DescribeSAGDeviceInfo implements Action {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    static final Declaration DECLARATION = Declaration.of(
                    "DescribeSAGDeviceInfo",
                    Parameter.text("RegionId").required(),
                    Parameter.text("SmartAGId").required(),
                    Parameter.text("SmartAGSn").required().noted("the serial number of a box"))
            .needing(Right.ON_INSTANCE);

    private final Store store;

    DescribeSAGDeviceInfo(Store store) {
        this.store = store;
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        String regionId = call.parameters().required("RegionId");
        String instanceId = call.parameters().required("SmartAGId");
        String serial = call.parameters().required("SmartAGSn");
        return store.read(reading -> {
            Device device = new Target(regionId, instanceId, Optional.of(serial)).require(reading);
            ObjectNode fields = call.fields();
            describe(device, synchronization(reading, device.serial()), fields);
            return call.respond(fields);
        });
    }

    private static void describe(Device device, String synchronization, ObjectNode fields) {
        Presence presence = device.presence();
        String connection = presence.online() ? "Normal" : "Abnormal";
        fields.put("SmartAGType", device.model().apiName());
        fields.put("Version", presence.firmware().map(FirmwareVersion::toString).orElse(""));
        fields.put("ControllerState", connection);
        fields.put("VpnState", connection);
        fields.put("SynStatus", synchronization);
        fields.put("ResettableStatus", "Enabled");
        fields.put("StartupTime", time(presence.bootedMillis()));
        fields.put("LastConnectedControllerTime", time(presence.connectedMillis()));
    }

    /**
     * Unsynchronized if the device refused something that it should be, else Synchronizing while it lacks something or an
     * upgrade has not ended. A job that it did not want to leave any more says nothing of what it is.
     */
    private static String synchronization(Reading reading, SerialNumber serial) {
        List<DeviceAspect> aspects = reading.aspects().of(serial);
        if (aspects.stream().anyMatch(aspect -> aspect.isRefused() && aspect.aspect() != Aspect.FIRMWARE)) {
            return "Unsynchronized";
        }
        boolean isUpgrading =
                reading.jobs().latest(serial).filter(FirmwareJob::isOpen).isPresent();
        return isUpgrading || aspects.stream().anyMatch(DeviceAspect::isPending) ? "Synchronizing" : "Synchronized";
    }

    private static String time(long millis) {
        return millis == 0 ? "" : TIME.format(Instant.ofEpochMilli(millis));
    }
}
