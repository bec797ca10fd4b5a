package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the control API shows of a device, for a person. */
public final class DeviceText {
    public static String of(JsonNode device) {
        var text = new StringBuilder(identity(device)).append('\n').append(aspects(device));
        if (device.path("reported").path("accelerationSuspended").asBoolean()) {
            text.append("acceleration is suspended: the firmware is too old\n");
        }
        if (device.has("rates")) {
            text.append('\n').append(rates(device.path("rates")));
        }
        return text.toString();
    }

    private static String identity(JsonNode device) {
        TextTable table = TextTable.ofWords();
        table.add("serial", device.path("serial").asText());
        table.add("instance", device.path("instanceId").asText());
        table.add("model", device.path("model").asText());
        if (device.has("user")) {
            table.add("user", device.path("user").asText());
        }
        table.add("state", device.path("online").asBoolean() ? "online" : "offline");
        table.add(
                "firmware",
                device.path("firmware").isNull()
                        ? "unknown, never seen"
                        : device.path("firmware").asText());
        table.add("role", device.path("role").asText());
        if (device.has("place")) {
            table.add("place", place(device.path("place")));
        }
        if (device.has("slots")) {
            table.add("slots", slots(device.path("slots")));
        }
        if (device.has("job")) {
            JsonNode job = device.path("job");
            table.add(
                    "upgrade",
                    "to " + job.path("version").asText() + ", " + UpgradeText.state(job) + ", "
                            + UpgradeText.name(job));
        }
        return table.text();
    }

    /** Where it stands, and its tags: {@code site-1, cn-shanghai, Asia/Shanghai, batch B, ring=a}. */
    public static String place(JsonNode place) {
        List<String> words = new ArrayList<>();
        for (String name : List.of("site", "region", "zone")) {
            words.add(place.path(name).asText());
        }
        if (place.has("batch")) {
            words.add("batch " + place.path("batch").asText());
        }
        place.path("tags")
                .properties()
                .forEach(tag -> words.add(tag.getKey() + '=' + tag.getValue().asText()));
        return String.join(", ", words);
    }

    /** Both, the one that runs first: {@code A 2.4.0 good, B empty}. */
    private static String slots(JsonNode slots) {
        String runs = slots.path("runs").asText();
        String other = runs.equals("A") ? "B" : "A";
        return slot(runs, slots.path(runs)) + ", " + slot(other, slots.path(other));
    }

    private static String slot(String name, JsonNode slot) {
        String version = slot.has("version") ? ' ' + slot.path("version").asText() : "";
        return name + version + ' ' + slot.path("status").asText();
    }

    private static String aspects(JsonNode device) {
        TextTable table = TextTable.ofWords().add("", "desired", "reported");
        for (Map.Entry<String, JsonNode> aspect : device.path("desired").properties()) {
            JsonNode reported = device.path("reported").path(aspect.getKey());
            table.add(
                    aspect.getKey(),
                    desired(aspect.getValue()) + ", revision "
                            + aspect.getValue().path("revision").asText(),
                    reported(reported));
        }
        return table.text();
    }

    private static String desired(JsonNode desired) {
        if (desired.has("planId")) {
            return megabits(desired) + " of " + desired.path("planId").asText();
        }
        if (desired.has("bitsPerSecond")) {
            return megabits(desired);
        }
        if (desired.has("job")) {
            return "upgrade, " + UpgradeText.name(desired);
        }
        if (desired.has("cancelled")) {
            return "no upgrade by job " + desired.path("cancelled").asText();
        }
        return desired.path(desired.has("role") ? "role" : "state").asText("boot");
    }

    private static String megabits(JsonNode desired) {
        return Megabits.exactly(desired.path("bitsPerSecond").asLong());
    }

    private static String reported(JsonNode reported) {
        String said = reported.path("state").asText() + ", revision "
                + reported.path("revision").asText();
        JsonNode refusal = reported.path("refusal");
        return refusal.isMissingNode()
                ? said
                : said + ": " + refusal.path("reason").asText() + ", found "
                        + refusal.path("found").asText() + ", required "
                        + refusal.path("required").asText();
    }

    private static String rates(JsonNode rates) {
        String interval =
                String.format(Locale.ROOT, "%.1f", rates.path("intervalSeconds").asDouble());
        TextTable table =
                TextTable.withNumbersFrom(1).add(heading(rates, interval), "offered", "passed", "dropped", "delayed");
        for (String direction : List.of("uplink", "downlink")) {
            for (String kind : List.of("accelerated", "other")) {
                JsonNode counted = rates.path(direction).path(kind);
                table.add(
                        direction + ' ' + kind,
                        rate(counted, "offered"),
                        rate(counted, "passed"),
                        rate(counted, "dropped"),
                        rate(counted, "delayed"));
            }
        }
        return table.text();
    }

    /** What a device carried before it went offline is not what it carries. */
    private static String heading(JsonNode rates, String interval) {
        boolean isCurrent = rates.path("current").asBoolean(true);
        return isCurrent
                ? "Mbit/s over " + interval + " s"
                : "not now: last Mbit/s before it went offline, over " + interval + " s";
    }

    private static String rate(JsonNode counted, String name) {
        return Megabits.measured(counted.path(name + "BitsPerSecond").asDouble());
    }

    private DeviceText() {}
}
