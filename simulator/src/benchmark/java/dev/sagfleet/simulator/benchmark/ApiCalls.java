package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.SignedRequest;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signed calls as the bytes that go over the wire, made ready before they are sent. */
final class ApiCalls {
    private final String authority;
    private final AccessKey key;
    private final Blueprint blueprint;

    ApiCalls(int apiPort, AccessKey key, Blueprint blueprint) {
        authority = "127.0.0.1:" + apiPort;
        this.key = key;
        this.blueprint = blueprint;
    }

    /** Reads of one instance each, one after the other through the fleet. */
    List<byte[]> reads(int count) {
        List<byte[]> calls = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String instance =
                    blueprint.instances().get(i % blueprint.instances().size()).id();
            calls.add(call("DescribeSmartAccessGateways", Map.of("SmartAGId", instance)));
        }
        return calls;
    }

    /** The association of every instance with the one plan. */
    List<byte[]> associations() {
        return forEach(instance -> call(
                "AssociateSmartAGWithApplicationBandwidthPackage",
                Map.of(
                        "RegionId", blueprint.regionId(),
                        "ApplicationBandwidthPackageId",
                                blueprint.plans().get(0).id(),
                        "AssociateConfigs.1.SmartAGId", instance.id(),
                        "AssociateConfigs.1.Bandwidth", "10")));
    }

    /** Takes back what {@link #associations} do. */
    List<byte[]> dissociations() {
        return forEach(instance -> call(
                "DissociateSmartAGFromApplicationBandwidthPackage",
                Map.of(
                        "RegionId", blueprint.regionId(),
                        "ApplicationBandwidthPackageId",
                                blueprint.plans().get(0).id(),
                        "SmartAGId", instance.id())));
    }

    /** Buys another bandwidth for an instance, paid at once. */
    byte[] change(String instanceId, boolean isMore, Bandwidth to) {
        return call(
                isMore ? "UpgradeSmartAccessGateway" : "DowngradeSmartAccessGateway",
                Map.of(
                        "RegionId",
                        blueprint.regionId(),
                        "SmartAGId",
                        instanceId,
                        "BandWidthSpec",
                        Long.toString(to.kilobitsPerSecond() / 1000),
                        "AutoPay",
                        "true"));
    }

    private interface PerInstance {
        byte[] call(InstanceBlueprint instance);
    }

    private List<byte[]> forEach(PerInstance perInstance) {
        return blueprint.instances().stream().map(perInstance::call).toList();
    }

    private byte[] call(String action, Map<String, String> parameters) {
        SignedRequest signed = SignedRequest.of(
                authority,
                action,
                parameters,
                key,
                Instant.now(),
                UUID.randomUUID().toString());
        var text = new StringBuilder("POST /?").append(signed.query()).append(" HTTP/1.1\r\n");
        signed.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("content-length: 0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
