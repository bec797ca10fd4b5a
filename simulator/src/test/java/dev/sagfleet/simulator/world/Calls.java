package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.TestWorld.REGION;

import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls that tests make again and again, by one client. */
record Calls(ApiClient client) {
    private static final String ASSOCIATE = "AssociateSmartAGWithApplicationBandwidthPackage";
    private static final String DISSOCIATE = "DissociateSmartAGFromApplicationBandwidthPackage";

    /** Associates one instance with this peak in Mbit/s. */
    ApiAnswer associate(String planId, String instanceId, int megabits) {
        return associate(planId, List.of(instanceId), megabits, Map.of());
    }

    /** Associates several, with more parameters that override these. */
    ApiAnswer associate(String planId, List<String> instanceIds, int megabits, Map<String, ?> more) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("RegionId", REGION);
        parameters.put("ApplicationBandwidthPackageId", planId);
        parameters.put(
                "AssociateConfigs",
                instanceIds.stream()
                        .map(id -> Map.of("SmartAGId", id, "Bandwidth", megabits))
                        .toList());
        parameters.putAll(more);
        return client.call(ASSOCIATE, parameters);
    }

    ApiAnswer dissociate(String planId, String instanceId) {
        return dissociate(planId, Map.of("SmartAGId", instanceId));
    }

    /** Dissociates what the parameters name. */
    ApiAnswer dissociate(String planId, Map<String, ?> instances) {
        Map<String, Object> parameters = new HashMap<>(instances);
        parameters.put("RegionId", REGION);
        parameters.put("ApplicationBandwidthPackageId", planId);
        return client.call(DISSOCIATE, parameters);
    }

    /** Pays at once. */
    ApiAnswer downgrade(String instanceId, int megabits) {
        return change("DowngradeSmartAccessGateway", instanceId, Map.of("BandWidthSpec", megabits, "AutoPay", true));
    }

    /** Pays at once. */
    ApiAnswer upgrade(String instanceId, int megabits) {
        return change("UpgradeSmartAccessGateway", instanceId, Map.of("BandWidthSpec", megabits, "AutoPay", true));
    }

    ApiAnswer change(String action, String instanceId, Map<String, ?> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("RegionId", REGION);
        parameters.put("SmartAGId", instanceId);
        return client.call(action, parameters);
    }

    ApiAnswer describe(String instanceId) {
        return client.call("DescribeSmartAccessGatewayAttribute", Map.of("RegionId", REGION, "SmartAGId", instanceId));
    }

    static List<String> ids(List<InstanceBlueprint> instances) {
        return instances.stream().map(InstanceBlueprint::id).toList();
    }
}
