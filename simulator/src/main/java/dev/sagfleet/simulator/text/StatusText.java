package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the control API shows of a whole fleet, for a person. */
public final class StatusText {
    public static String of(JsonNode status) {
        return String.join(
                "\n",
                devices(status.path("devices")),
                firmware(status.path("firmware")),
                plans(status.path("plans")),
                troubles(status),
                passed(status.path("passed")));
    }

    private static String devices(JsonNode devices) {
        TextTable table = TextTable.withNumbersFrom(1).add("devices", "registered", "online");
        for (JsonNode model : devices.path("models")) {
            table.add(
                    model.path("model").asText(),
                    model.path("registered").asText(),
                    model.path("online").asText());
        }
        table.add(
                "all",
                devices.path("registered").asText(),
                devices.path("online").asText());
        return table.text();
    }

    private static String firmware(JsonNode versions) {
        TextTable table = TextTable.withNumbersFrom(1).add("firmware", "registered", "online");
        for (JsonNode version : versions) {
            table.add(
                    version.path("firmware").asText(),
                    version.path("registered").asText(),
                    version.path("online").asText());
        }
        return table.text();
    }

    private static String plans(JsonNode plans) {
        TextTable table = TextTable.withNumbersFrom(1).add("plans", "Mbit/s", "instances", "peaks, Mbit/s");
        for (JsonNode plan : plans.path("first")) {
            table.add(
                    plan.path("id").asText() + ' ' + plan.path("name").asText(),
                    plan.path("bandwidthMbps").asText(),
                    plan.path("instances").asText(),
                    plan.path("peaksMbps").asText());
        }
        long more = plans.path("count").asLong() - plans.path("first").size();
        return table.text() + (more > 0 ? "and " + more + " more\n" : "");
    }

    private static String troubles(JsonNode status) {
        return TextTable.ofWords()
                .add("refused by", devicesOf(status.path("refused")))
                .add("suspended on", devicesOf(status.path("suspended")))
                .text();
    }

    private static String devicesOf(JsonNode counted) {
        long count = counted.path("devices").asLong();
        if (count == 0) {
            return "none";
        }
        String first = StreamSupport.stream(counted.path("first").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        String rest = count > counted.path("first").size() ? ", ..." : "";
        return count + (count == 1 ? " device: " : " devices: ") + first + rest;
    }

    private static String passed(JsonNode passed) {
        TextTable table = TextTable.withNumbersFrom(1)
                .add("Mbit/s passed by " + passed.path("devices").asText(), "accelerated", "other");
        for (String direction : List.of("uplink", "downlink")) {
            JsonNode rates = passed.path(direction);
            table.add(direction, megabits(rates, "accelerated"), megabits(rates, "other"));
        }
        return table.text();
    }

    private static String megabits(JsonNode rates, String name) {
        return Megabits.measured(rates.path(name + "BitsPerSecond").asDouble());
    }

    private StatusText() {}
}
