package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.ControllerAddress;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.function.IntConsumer;

/** Makes a fleet known to a controller by its control API; again, if it is known already, which changes nothing. */
final class FleetRegistration {
    /** In one request, unless one instance has more: an app may have a thousand users. */
    private static final int DEVICES_MAX = 500;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;
    private static final int ATTEMPTS_MAX = 10;
    private static final long RETRY_MILLIS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ControllerFlags controller;
    private final Http http = new Http();
    private final URI root;
    private final String token;

    FleetRegistration(ControllerFlags controller) throws IOException {
        this.controller = controller;
        root = controller.endpoint();
        token = controller.controlToken();
    }

    /**
     * Registers all that is not known yet, in batches.
     *
     * @param progress told after each of them how many devices are registered
     * @throws RegistrationException if the controller is not there, or does not take it
     */
    Registered register(Blueprint fleet, IntConsumer progress) throws InterruptedException {
        JsonNode answer = post(networks(fleet));
        ArrayNode instances = JsonNodeFactory.instance.arrayNode();
        int waiting = 0;
        int done = 0;
        int added = 0;
        for (InstanceBlueprint instance : fleet.instances()) {
            int devices = instance.devices().size();
            if (waiting > 0 && waiting + devices > DEVICES_MAX) {
                answer = post(batch(instances));
                added += answer.path("added").asInt();
                done += waiting;
                progress.accept(done);
                instances = JsonNodeFactory.instance.arrayNode();
                waiting = 0;
            }
            instances.add(instance(fleet, instance));
            waiting += devices;
        }
        if (waiting > 0) {
            answer = post(batch(instances));
            added += answer.path("added").asInt();
            progress.accept(done + waiting);
        }
        return new Registered(
                new ControllerAddress(
                        new InetSocketAddress(
                                root.getHost(), answer.path("devicePort").asInt()),
                        answer.path("path").asText()),
                added,
                AnsweredKeys.of(answer));
    }

    /**
     * A fleet that is registered.
     *
     * @param address where the devices are to connect
     * @param added how many of them the controller did not know
     * @param trusted whose images they take
     */
    record Registered(ControllerAddress address, int added, TrustedKeys trusted) {}

    private static ObjectNode batch(ArrayNode instances) {
        return JsonNodeFactory.instance.objectNode().set("instances", instances);
    }

    private static ObjectNode networks(Blueprint fleet) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("ccns")
                .addObject()
                .put("id", fleet.ccn().id())
                .put("regionId", fleet.regionId())
                .put("name", fleet.ccn().name());
        ArrayNode plans = body.putArray("plans");
        fleet.plans().forEach(plan -> plans.addObject()
                .put("id", plan.id())
                .put("regionId", fleet.regionId())
                .put("name", plan.name())
                .put("bandwidthMbps", plan.bandwidth().kilobitsPerSecond() / 1000));
        return body;
    }

    private static ObjectNode instance(Blueprint fleet, InstanceBlueprint instance) {
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("id", instance.id())
                .put("regionId", fleet.regionId())
                .put("name", instance.name())
                .put("model", instance.model().label())
                .put("haType", instance.haType().apiName())
                .put("ccnId", fleet.ccn().id());
        if (instance.model() != DeviceModel.APP) {
            fields.put("bandwidthMbps", instance.bandwidth().kilobitsPerSecond() / 1000);
        }
        ArrayNode devices = fields.putArray("devices");
        instance.devices().forEach(device -> devices.add(device(device)));
        return fields;
    }

    private static ObjectNode device(DeviceBlueprint device) {
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("serial", device.serial().text())
                .put("key", device.key().hex());
        device.userName().ifPresent(user -> fields.put("user", user)
                .put("userBandwidthKbps", device.bandwidth().kilobitsPerSecond()));
        PlaceFlags.put(fields, device.told());
        return fields;
    }

    /** A controller that is overloaded says so, and is asked again for a while. */
    private JsonNode post(ObjectNode body) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Http.Answer response = send(body);
            if (response.status() == OK) {
                return parse(response.body());
            }
            if (response.status() != UNAVAILABLE || attempt == ATTEMPTS_MAX) {
                throw refused(response);
            }
            Thread.sleep(RETRY_MILLIS * attempt);
        }
    }

    private Http.Answer send(ObjectNode body) {
        try {
            return http.send(new Http.Request(
                    "POST", root.resolve("_sag/fleet"), Map.of("Authorization", "Bearer " + token), body.toString()));
        } catch (IOException e) {
            throw new RegistrationException(ExitCodes.UNREACHABLE, controller.noAnswer(e));
        }
    }

    private RegistrationException refused(Http.Answer response) {
        if (response.status() == UNAUTHORIZED) {
            return new RegistrationException(ExitCodes.API_ERROR, controller.whyTokenRefused());
        }
        String why = parse(response.body()).path("error").asText("status " + response.status());
        return new RegistrationException(ExitCodes.API_ERROR, "the fleet was not registered: " + why);
    }

    private JsonNode parse(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            // As little an answer as something that is no object.
        }
        throw new RegistrationException(ExitCodes.UNREACHABLE, "what is at " + root + " answers as no controller does");
    }
}
