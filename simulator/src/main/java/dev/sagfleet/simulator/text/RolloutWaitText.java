package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;

/** What a rollout waits for, behind "waits for". */
final class RolloutWaitText {
    /** @param wait as the control API shows it */
    static String of(JsonNode wait) {
        String wave = wait.has("wave") ? "wave " + wait.path("wave").asText() : "";
        return switch (wait.path("for").asText()) {
            case "members" -> "its devices to be found";
            case "approval" -> wave.isEmpty() ? "who agrees to its devices" : "who agrees to go on behind " + wave;
            case "start" -> "its start";
            case "resume" -> "who lets it go on";
            case "traffic" -> "what devices carry to be known from before";
            case "results" -> wave.isEmpty() ? "the devices that have begun" : "the devices of " + wave;
            case "soak" -> "the soak of " + wave;
            case "health" -> "the health of " + wave + found(wait);
            case "limbo" -> "a person, since " + wave + " can neither pass nor halt";
            case "empty" -> "who agrees to go on, since " + wave + " has no devices";
            case "no_image" -> "a person, since the image of " + devices(wait) + " of " + wave + " was withdrawn";
            case "no_window" -> "a person, since no window is long enough for " + devices(wait) + " of " + wave;
            case "window" -> "the next window";
            default -> wait.path("for").asText();
        };
    }

    /** Whether it is for another image or another window, of devices that cannot go on without. */
    static boolean isBarrier(JsonNode wait) {
        String what = wait.path("for").asText();
        return what.equals("no_image") || what.equals("no_window");
    }

    private static String devices(JsonNode wait) {
        long members = wait.path("members").asLong();
        return members == 1 ? "1 device" : members + " devices";
    }

    private static String found(JsonNode wait) {
        return wait.has("found") ? " (" + wait.path("found").asText() + ')' : "";
    }

    private RolloutWaitText() {}
}
