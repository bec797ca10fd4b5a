package dev.sagfleet.simulator.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * How far a rollout was when somebody looked.
 *
 * @param resolved members of which something has become
 * @param working members that hold a place
 * @param asking the wave, from 1, that waits for somebody to let the next one begin; 0 if none does
 */
record Sight(String state, int members, int resolved, int succeeded, int failed, int working, int asking) {
    private static final List<String> OPEN = List.of("waiting", "active");

    static Sight of(JsonNode rollout) {
        JsonNode counts = rollout.path("counts");
        int all = 0;
        for (JsonNode count : counts) {
            all += count.asInt();
        }
        int open = OPEN.stream().mapToInt(name -> counts.path(name).asInt()).sum();
        return new Sight(
                rollout.path("state").asText(),
                all,
                all - open,
                counts.path("succeeded").asInt(),
                counts.path("failed").asInt() + counts.path("silent").asInt(),
                rollout.path("working").asInt(),
                asking(rollout.path("waitsFor")));
    }

    private static int asking(JsonNode waits) {
        for (JsonNode wait : waits) {
            if (wait.path("for").asText().equals("approval")) {
                return wait.path("wave").asInt();
            }
        }
        return 0;
    }

    boolean isOver() {
        return !state.equals("running");
    }
}
