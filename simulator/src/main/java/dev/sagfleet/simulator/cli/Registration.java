package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.agent.protocol.DeviceKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a device known to a controller; again, if it is known already, which changes nothing. */
final class Registration {
    @Option(
            names = "--bandwidth",
            paramLabel = "MBPS",
            description = "The bandwidth to buy for a new instance, in Mbit/s; later it is changed by the API.")
    private @Nullable Integer bandwidth;

    @Option(names = "--instance", paramLabel = "ID", description = "The instance to join (default: one of its own).")
    private @Nullable String instance;

    @Option(names = "--region", paramLabel = "REGION", description = "The region of a new instance.")
    private @Nullable String region;

    @Mixin
    private PlaceFlags place = new PlaceFlags();

    /**
     * What a device needs to connect.
     *
     * @param address of the device port
     * @param trusted whose images it takes
     */
    record Registered(DeviceKey key, InetSocketAddress address, String instanceId, TrustedKeys trusted) {
        /** What a controller answered to a registration. */
        static Registered of(JsonNode answer, URI endpoint) {
            return new Registered(
                    new DeviceKey(answer.path("key").asText()),
                    new InetSocketAddress(
                            endpoint.getHost(), answer.path("devicePort").asInt()),
                    answer.path("instanceId").asText(),
                    AnsweredKeys.of(answer));
        }
    }

    /**
     * Registers a device once more with a controller that does not know it by its key.
     *
     * @throws IOException with what the controller said, or that it is not there
     */
    Registered again(DeviceIdentity identity, ControllerFlags controller) throws IOException {
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        ControlCall.Reply reply = new ControlCall(controller, writer, writer)
                .ask("POST", "devices", body(identity).toString());
        if (reply.exitCode() != ExitCodes.DONE) {
            throw new IOException(said.toString().strip());
        }
        return Registered.of(reply.answer(), controller.endpoint());
    }

    /**
     * Says so if the instance has another bandwidth than the flag wants: it is bought once, and changed by an order.
     *
     * @throws IOException if the controller's credentials cannot be read
     */
    void tellOfOtherBandwidth(String instanceId, ControllerFlags controller, CommandLine command) throws IOException {
        if (bandwidth == null) {
            return;
        }
        ControlCall.Reply reply = new ControlCall(controller, command).ask("GET", "instances/" + instanceId, "");
        int found = reply.answer().path("bandwidthMbps").asInt(bandwidth);
        if (found != bandwidth) {
            String action = found < bandwidth ? "UpgradeSmartAccessGateway" : "DowngradeSmartAccessGateway";
            String regionId = reply.answer().path("regionId").asText();
            command.getErr()
                    .println("sag: --bandwidth: " + bandwidth + " changes nothing, since instance " + instanceId
                            + " has "
                            + found + " Mbit/s already (to change that: ./sag api " + action + " --RegionId " + regionId
                            + " --SmartAGId " + instanceId + " --BandWidthSpec " + bandwidth + " --AutoPay true)");
            command.getErr().flush();
        }
    }

    /** Registers a device; if the controller refuses or is not there, that has been said. */
    ControlCall.Reply register(DeviceIdentity identity, ControllerFlags controller, CommandLine command)
            throws IOException {
        return new ControlCall(controller, command)
                .ask("POST", "devices", body(identity).toString());
    }

    private ObjectNode body(DeviceIdentity identity) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("serial", identity.serial().text());
        body.put("model", identity.model().label());
        identity.user().ifPresent(user -> body.put("user", user));
        if (bandwidth != null) {
            body.put("bandwidthMbps", bandwidth);
        }
        if (instance != null) {
            body.put("instanceId", instance);
        }
        if (region != null) {
            body.put("regionId", region);
        }
        place.put(body);
        return body;
    }
}
