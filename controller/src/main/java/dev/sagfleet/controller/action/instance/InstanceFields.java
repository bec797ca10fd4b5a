package dev.sagfleet.controller.action.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.action.ResourceGroup;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Reading;
import java.util.List;
import java.util.Optional;

/** The fields of an instance that DescribeSmartAccessGateways and DescribeSmartAccessGatewayAttribute share. */
final class InstanceFields {
    /** GB a user a month: the one data plan of app instances. */
    static final long DATA_PLAN = 5;

    private static final int SECURITY_LOCK_SECONDS = 86_400;

    private final Reading reading;
    private final Instance instance;
    private final List<Device> boxes;

    InstanceFields(Reading reading, Instance instance) {
        this.reading = reading;
        this.instance = instance;
        this.boxes = instance.isApp() ? List.of() : reading.devices().of(instance.id());
    }

    /** The boxes of the instance, the active one first; none for an app instance. */
    List<Device> boxes() {
        return boxes;
    }

    /** Puts the fields that both actions spell alike. */
    void put(ObjectNode fields) {
        String status = instance.status(isOnline()).apiName();
        fields.put("SmartAGId", instance.id());
        fields.put("Name", instance.name());
        fields.put("Description", "");
        fields.put("Status", status);
        fields.put("City", "");
        fields.put("CidrBlock", "");
        fields.put("CreateTime", instance.createdMillis());
        fields.put("EndTime", instance.endMillis());
        fields.put("MaxBandwidth", Integer.toString(instance.megabits()));
        fields.put("ResourceGroupId", ResourceGroup.ID);
        fields.put("RoutingStrategy", "static");
        fields.put("SecurityLockThreshold", SECURITY_LOCK_SECONDS);
        fields.put("UserCount", instance.userCount());
        fields.put("DataPlan", instance.isApp() ? DATA_PLAN : 0);
        fields.put("SerialNumber", serialNumbers());
        Optional<Ccn> ccn = instance.ccnId().flatMap(reading.ccns()::find);
        fields.put("AssociatedCcnId", ccn.map(Ccn::id).orElse(""));
        fields.put("AssociatedCcnName", ccn.map(Ccn::name).orElse(""));
        fields.put(
                "ApplicationBandwidthPackageId",
                instance.acceleration().map(Acceleration::planId).orElse(""));
        fields.put(
                "AccelerateBandwidth",
                instance.acceleration().map(Acceleration::megabits).orElse(0));
        String tunnel = status.equals("Active") ? "up" : "down";
        fields.put("VpnStatus", tunnel);
        fields.put("IpsecStatus", tunnel);
        fields.putObject("Links").putArray("Link");
    }

    private boolean isOnline() {
        return instance.isApp()
                ? reading.devices().anyOnline(instance.id())
                : boxes.stream().anyMatch(box -> box.presence().online());
    }

    /** The version of the active box ({@code index} 0) or of the standby (1); empty if there is none or it was never seen. */
    String softwareVersion(int index) {
        return index < boxes.size()
                ? boxes.get(index)
                        .presence()
                        .firmware()
                        .map(FirmwareVersion::toString)
                        .orElse("")
                : "";
    }

    private String serialNumbers() {
        return String.join(
                ",", boxes.stream().map(device -> device.serial().text()).toList());
    }
}
