package dev.sagfleet.agent.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.Revision;
import java.util.Optional;

/** A device's state as text, for what keeps it over a power cut. */
public final class DeviceStateCodec {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public static String format(DeviceState state) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT);
        node.put("firmware", state.firmware().toString());
        node.put("bandwidth", state.bandwidth().bitsPerSecond());
        node.put("role", state.role().name());
        state.association().ifPresent(command -> node.put("association", MessageCodec.formatCommand(command)));
        ObjectNode held = node.putObject("held");
        for (Aspect aspect : Aspect.values()) {
            putHolding(held, aspect, state.held(aspect));
        }
        return node.toString();
    }

    private static void putHolding(ObjectNode held, Aspect aspect, AspectStatus holding) {
        if (!holding.equals(AspectStatus.NOTHING)) {
            held.putObject(aspect.name())
                    .put("revision", holding.revision().number())
                    .put("refused", holding.refused());
        }
    }

    /**
     * The state that {@link #format} wrote, or one that did with its members in another order.
     *
     * @throws IllegalArgumentException if the text is something else, or of a format later than this one
     */
    public static DeviceState parse(String text) {
        JsonNode node = read(text);
        if (number(node, "format") != FORMAT) {
            throw new IllegalArgumentException("format: " + node.path("format") + " (expected: " + FORMAT + ')');
        }
        return new DeviceState(
                FirmwareVersion.parse(text(node, "firmware")),
                held(member(node, "held", JsonNodeType.OBJECT)),
                association(node),
                new Bandwidth(number(node, "bandwidth")),
                HaRole.valueOf(text(node, "role")));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("device state: not JSON (expected: what format wrote)", e);
        }
    }

    private static Holdings held(JsonNode node) {
        return new Holdings(
                holding(node, Aspect.ACCELERATION),
                holding(node, Aspect.BANDWIDTH),
                holding(node, Aspect.ROLE),
                holding(node, Aspect.FIRMWARE),
                holding(node, Aspect.POWER));
    }

    private static AspectStatus holding(JsonNode node, Aspect aspect) {
        if (!node.has(aspect.name())) {
            return AspectStatus.NOTHING;
        }
        JsonNode holding = member(node, aspect.name(), JsonNodeType.OBJECT);
        boolean refused = member(holding, "refused", JsonNodeType.BOOLEAN).booleanValue();
        return new AspectStatus(new Revision(number(holding, "revision")), refused);
    }

    private static Optional<Associate> association(JsonNode node) {
        if (!node.has("association")) {
            return Optional.empty();
        }
        if (MessageCodec.parseCommand(text(node, "association")) instanceof Associate associate) {
            return Optional.of(associate);
        }
        throw new IllegalArgumentException("association: another command (expected: Associate)");
    }

    private static String text(JsonNode node, String name) {
        return member(node, name, JsonNodeType.STRING).textValue();
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = member(node, name, JsonNodeType.NUMBER);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a whole number)");
        }
        return value.longValue();
    }

    private static JsonNode member(JsonNode node, String name, JsonNodeType type) {
        JsonNode value = node.path(name);
        if (value.getNodeType() != type) {
            throw new IllegalArgumentException(name + ": " + value.getNodeType() + " (expected: " + type + ')');
        }
        return value;
    }

    private DeviceStateCodec() {}
}
