package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;

/** Upgrade jobs of the control API, for a person. */
public final class UpgradeText {
    /** Behind the serial number of a device: what it was ordered. */
    public static String ordered(JsonNode job) {
        return "is ordered to upgrade to " + job.path("version").asText() + " (" + name(job) + ')';
    }

    /** Likewise what became of a job that it was to leave. */
    public static String cancelled(JsonNode job) {
        return job.path("isOver").asBoolean()
                ? "has left " + name(job) + ": " + state(job)
                : "is asked to leave " + name(job) + ", which is " + state(job);
    }

    /** What it is called, with its attempt if that is not the first. */
    public static String name(JsonNode job) {
        int attempt = job.path("attempt").asInt();
        return "job " + job.path("job").asText() + (attempt > 1 ? ", attempt " + attempt : "");
    }

    /** How far it is, and why: {@code downloading 40 %}, {@code failed: image corrupted (9018)}. */
    public static String state(JsonNode job) {
        String state = job.path("state").asText().replace('_', ' ');
        if (job.has("code")) {
            return state + ": " + job.path("reason").asText() + " ("
                    + job.path("code").asText() + ')';
        }
        return state.equals("downloading") && job.has("percent")
                ? state + ' ' + job.path("percent").asText() + " %"
                : state;
    }

    private UpgradeText() {}
}
