package dev.sagfleet.agent.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Holding;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.Revision;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A device's state as text, for what keeps it over a power cut. */
public final class DeviceStateCodec {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    public static String format(DeviceState state) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT);
        node.put("firmware", state.firmware().toString());
        node.put("bandwidth", state.bandwidth().bitsPerSecond());
        node.put("role", state.role().name());
        state.association().ifPresent(command -> node.put("association", MessageCodec.formatCommand(command)));
        ObjectNode held = node.putObject("held");
        state.held().forEach((aspect, holding) -> held.putObject(aspect.name())
                .put("revision", holding.revision().number())
                .put("refused", holding.refused()));
        return node.toString();
    }

    /**
     * The state that {@link #format} wrote.
     *
     * @throws IllegalArgumentException if the text is something else, or of a format later than this one
     */
    public static DeviceState parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.path("format").asInt() != FORMAT) {
                throw new IllegalArgumentException("format: " + node.path("format") + " (expected: " + FORMAT + ')');
            }
            Map<Aspect, Holding> held = new EnumMap<>(Aspect.class);
            for (Aspect aspect : Aspect.values()) {
                JsonNode holding = node.path("held").path(aspect.name());
                if (holding.isObject()) {
                    var revision = new Revision(holding.path("revision").asLong());
                    held.put(
                            aspect,
                            new Holding(revision, holding.path("refused").asBoolean()));
                }
            }
            return new DeviceState(
                    FirmwareVersion.parse(node.path("firmware").asText()),
                    held,
                    association(node.path("association")),
                    new Bandwidth(node.path("bandwidth").asLong()),
                    HaRole.valueOf(node.path("role").asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("device state: not JSON (expected: what format wrote)", e);
        }
    }

    private static Optional<Associate> association(JsonNode node) {
        return node.isTextual() && MessageCodec.parseCommand(node.textValue()) instanceof Associate associate
                ? Optional.of(associate)
                : Optional.empty();
    }

    private DeviceStateCodec() {}
}
