package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;

/** An event of the control API as one line for a person. */
public final class EventText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    /**
     * The line, without a line break.
     *
     * @param zone of the times shown
     */
    public static String of(JsonNode event, ZoneId zone) {
        String kind = event.path("kind").asText();
        if (kind.equals("missed")) {
            return "missed " + event.path("count").asText() + " events, which came faster than they were read";
        }
        String time =
                TIME.withZone(zone).format(Instant.parse(event.path("time").asText()));
        String subject = subject(kind, event);
        return String.format(Locale.ROOT, "%s  %-10s  %s", time, kind, subject + what(kind, event));
    }

    private static String subject(String kind, JsonNode event) {
        if (kind.equals("call")) {
            return event.path("action").asText("(not let in)");
        }
        if (event.has("rollout")) {
            return text(event, "rollout");
        }
        return event.path(event.has("serial") ? "serial" : "subject").asText("all");
    }

    private static String what(String kind, JsonNode event) {
        var what = new StringJoiner(", ", "  ", "").setEmptyValue("");
        switch (kind) {
            case "online" -> {
                what.add(text(event, "model")).add(named(event, "firmware")).add(named(event, "epoch"));
                if (event.path("accelerationSuspended").asBoolean()) {
                    what.add("acceleration suspended");
                }
            }
            case "offline" -> what.add(named(event, "epoch"));
            case "suspended", "resumed" -> what.add(named(event, "firmware"));
            case "sent" -> what.add(text(event, "command")).add(change(event));
            case "applied" -> what.add(text(event, "aspect")).add(change(event));
            case "refused" ->
                what.add(text(event, "aspect"))
                        .add(change(event))
                        .add(text(event, "reason"))
                        .add(named(event, "found"))
                        .add(named(event, "required"));
            case "upgrade" ->
                what.add("to " + text(event, "version"))
                        .add(UpgradeText.state(event))
                        .add(UpgradeText.name(event));
            case "rollout" ->
                what.add(text(event, "name"))
                        .add(text(event, "state").replace('_', ' '))
                        .add(text(event, "why"));
            case "wave" -> {
                what.add(text(event, "name"))
                        .add(named(event, "wave"))
                        .add(text(event, "news").replace('_', ' '));
                if (event.has("members")) {
                    what.add("devices " + text(event, "members"));
                }
            }
            case "call" -> {
                what.add((text(event, "status") + ' ' + text(event, "errorCode")).strip());
                if (event.has("detail")) {
                    what.add(text(event, "detail"));
                }
                what.add("request " + text(event, "requestId"));
            }
            default -> {
                if (event.has("change")) {
                    what.add(text(event, "change"));
                }
            }
        }
        if (event.has("by")) {
            what.add("by " + text(event, "by"));
        }
        return what.toString();
    }

    private static String change(JsonNode event) {
        return named(event, "revision") + ", command " + text(event, "commandId");
    }

    private static String named(JsonNode event, String name) {
        return name + ' ' + text(event, name);
    }

    private static String text(JsonNode event, String name) {
        return event.path(name).asText();
    }

    private EventText() {}
}
