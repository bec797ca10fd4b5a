package dev.sagfleet.agent.firmware;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.Upgrade;
import java.util.Optional;

/** The state of a device's firmware as text, for what keeps it over a power cut. */
public final class FirmwareStateCodec {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public static String format(FirmwareState state) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT);
        node.put("boot", state.boot());
        node.put("securityFloor", state.securityFloor());
        putSlots(node, state.slots());
        ArrayNode withdrawn = node.putArray("withdrawnKeys");
        state.withdrawnKeys().forEach(withdrawn::add);
        ArrayNode refused = node.putArray("refused");
        state.refused().forEach(digest -> refused.add(digest.hex()));
        node.put("revision", state.held().revision().number());
        node.put("revisionRefused", state.held().refused());
        state.job().ifPresent(job -> UpgradeJobCodec.put(node.putObject("job"), job));
        state.next().ifPresent(order -> node.put("next", MessageCodec.formatCommand(order)));
        return node.toString();
    }

    private static void putSlots(ObjectNode node, Slots slots) {
        node.put("primary", slots.primary().name());
        node.put("runs", slots.runs().name());
        for (Slot slot : Slot.values()) {
            slots.in(slot).image().ifPresent(image -> node.putObject(slot.name())
                    .put("status", slots.in(slot).status().name())
                    .put("triesLeft", slots.in(slot).triesLeft())
                    .put("version", image.version().toString())
                    .put("digest", image.digest().hex())
                    .put("securityIndex", image.securityIndex()));
        }
    }

    /**
     * The state that {@link #format} wrote.
     *
     * @throws IllegalArgumentException if the text is something else, or of a format later than this one
     */
    public static FirmwareState parse(String text) {
        var node = new StoredNode(read(text));
        if (node.number("format") != FORMAT) {
            throw new IllegalArgumentException("format: " + node.number("format") + " (expected: " + FORMAT + ')');
        }
        return new FirmwareState(
                new Slots(
                        slot(node, Slot.A),
                        slot(node, Slot.B),
                        node.oneOf("primary", Slot.class),
                        node.oneOf("runs", Slot.class)),
                node.number("boot"),
                node.count("securityFloor"),
                node.texts("withdrawnKeys"),
                node.texts("refused").stream().map(Digest::new).toList(),
                new AspectStatus(new Revision(node.number("revision")), node.flag("revisionRefused")),
                node.object("job").map(UpgradeJobCodec::parse),
                node.optionalText("next").map(FirmwareStateCodec::order));
    }

    private static SlotState slot(StoredNode node, Slot slot) {
        Optional<StoredNode> content = node.object(slot.name());
        return content.isEmpty()
                ? SlotState.EMPTY
                : new SlotState(
                        content.get().oneOf("status", SlotStatus.class),
                        content.get().count("triesLeft"),
                        Optional.of(image(content.get())));
    }

    private static Image image(StoredNode content) {
        return new Image(
                FirmwareVersion.parse(content.text("version")),
                new Digest(content.text("digest")),
                content.count("securityIndex"));
    }

    static Upgrade order(String text) {
        if (MessageCodec.parseCommand(text) instanceof Upgrade order) {
            return order;
        }
        throw new IllegalArgumentException("order: another command (expected: Upgrade)");
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("firmware state: not JSON (expected: what format wrote)", e);
        }
    }

    private FirmwareStateCodec() {}
}
