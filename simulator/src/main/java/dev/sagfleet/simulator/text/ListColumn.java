package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A column of a list that the control API shows.
 *
 * @param name of the column, and what it is asked for by
 * @param field of an item that stands in it
 * @param isDefault whether it is shown unless columns are chosen
 */
public record ListColumn(String name, String field, boolean isDefault) {
    /** What can be shown of devices. */
    public static final List<ListColumn> DEVICES = List.of(
            shown("serial", "serial"),
            shown("instance", "instanceId"),
            shown("name", "instanceName"),
            shown("model", "model"),
            hidden("user", "user"),
            shown("state", "online"),
            shown("firmware", "firmware"),
            shown("role", "role"),
            shown("plan", "planId"),
            hidden("pending", "pending"),
            hidden("refused", "refused"),
            hidden("suspended", "suspended"),
            hidden("site", "site"),
            hidden("zone", "zone"),
            hidden("batch", "batch"),
            hidden("tags", "tags"),
            hidden("uplink", "uplinkBitsPerSecond"),
            hidden("downlink", "downlinkBitsPerSecond"));

    /** Likewise of instances. */
    public static final List<ListColumn> INSTANCES = List.of(
            shown("id", "id"),
            shown("name", "name"),
            shown("model", "model"),
            shown("status", "status"),
            shown("bandwidth", "bandwidthMbps"),
            hidden("users", "userCount"),
            shown("plan", "planId"),
            shown("acceleration", "accelerationMbps"),
            shown("devices", "devices"),
            shown("online", "online"),
            hidden("region", "regionId"),
            hidden("ha", "haType"),
            hidden("arrears", "arrears"),
            hidden("ccn", "ccnId"));

    /** Likewise of plans. */
    public static final List<ListColumn> PLANS = List.of(
            shown("id", "id"),
            shown("name", "name"),
            shown("bandwidth", "bandwidthMbps"),
            shown("region", "regionId"),
            shown("lock", "lockReason"));

    /** Likewise of orders. */
    public static final List<ListColumn> ORDERS = List.of(
            shown("id", "id"),
            shown("instance", "instanceId"),
            shown("kind", "kind"),
            shown("from", "from"),
            shown("to", "to"),
            shown("status", "status"));

    /** Likewise of firmware images. */
    public static final List<ListColumn> IMAGES = List.of(
            shown("version", "version"),
            shown("models", "models"),
            shown("size", "sizeBytes"),
            shown("state", "state"),
            shown("key", "key"),
            shown("image", "digest"),
            hidden("content", "content"),
            hidden("minimum", "minimumVersion"),
            hidden("security", "securityIndex"),
            hidden("withdraws", "withdrawnKeys"));

    /** Likewise of rollouts. */
    public static final List<ListColumn> ROLLOUTS = List.of(
            shown("id", "id"),
            shown("name", "name"),
            shown("image", "image"),
            shown("state", "state"),
            shown("members", "members"),
            shown("succeeded", "succeeded"),
            shown("failed", "failed"),
            shown("silent", "silent"),
            hidden("priority", "priority"),
            hidden("by", "by"),
            hidden("why", "why"));

    /** Likewise of the members of a rollout. */
    public static final List<ListColumn> MEMBERS = List.of(
            shown("serial", "serial"),
            shown("wave", "wave"),
            shown("state", "state"),
            shown("phase", "phase"),
            shown("attempt", "attempt"),
            shown("code", "code"),
            shown("reason", "reason"),
            hidden("place", "place"),
            hidden("image", "image"),
            hidden("before", "before"));

    private static final String NONE = "-";

    private static ListColumn shown(String name, String field) {
        return new ListColumn(name, field, true);
    }

    private static ListColumn hidden(String name, String field) {
        return new ListColumn(name, field, false);
    }

    /** What stands in the column for an item. */
    String cell(JsonNode item) {
        JsonNode value = item.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return NONE;
        }
        if (field.equals("online") && value.isBoolean()) {
            return value.asBoolean() ? "online" : "offline";
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "yes" : "no";
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(part -> part.getKey() + '=' + part.getValue().asText())
                    .collect(Collectors.joining(","));
        }
        if (value.isArray()) {
            return ImageText.joined(value, NONE);
        }
        if (field.equals("sizeBytes")) {
            return ImageText.size(value.asLong());
        }
        return field.endsWith("BitsPerSecond")
                ? Megabits.measured(value.asDouble())
                : value.asText().toLowerCase(Locale.ROOT).isEmpty() ? NONE : value.asText();
    }
}
