package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.protocol.DeviceKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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

    private int exitCode = ExitCodes.DONE;

    /**
     * What a device needs to connect.
     *
     * @param address of the device port
     */
    record Registered(DeviceKey key, InetSocketAddress address, String instanceId) {}

    /** Registers a device; nothing if the controller refuses or is not there, which has then been said. */
    Optional<Registered> register(DeviceIdentity identity, ControllerFlags controller, CommandLine command)
            throws IOException, InterruptedException {
        var answers = new JsonNode[1];
        exitCode = new ControlCall(controller, command.getOut(), command.getErr())
                .run("POST", "devices", body(identity).toString(), answer -> {
                    answers[0] = answer;
                    return "";
                });
        if (exitCode != ExitCodes.DONE) {
            return Optional.empty();
        }
        JsonNode answer = answers[0];
        return Optional.of(new Registered(
                new DeviceKey(answer.path("key").asText()),
                new InetSocketAddress(
                        controller.endpoint().getHost(),
                        answer.path("devicePort").asInt()),
                answer.path("instanceId").asText()));
    }

    /** What to exit with if it was not registered. */
    int exitCode() {
        return exitCode;
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
        return body;
    }
}
