package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.text.RolloutPicture;
import dev.sagfleet.simulator.text.RolloutText;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Shows how far a rollout is until it is over: one picture, drawn over and over on a terminal, a line a step elsewhere. */
final class RolloutWatch {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ControlCall call;
    private final String path;
    private final PrintWriter out;
    private final boolean isWaiting;
    private String step = "";

    /** @param isWaiting whether it matters how the rollout ends, and it has ended where only a person can have it go on */
    RolloutWatch(ControlCall call, String path, PrintWriter out, boolean isWaiting) {
        this.call = call;
        this.path = path;
        this.out = out;
        this.isWaiting = isWaiting;
    }

    /** Returns what to exit with. */
    int watch() throws IOException, InterruptedException {
        if (!Terminal.isAttached()) {
            return watch(this::printStep);
        }
        ZoneId zone = ZoneId.systemDefault();
        try (var block = new LiveBlock(out)) {
            return watch(rollout -> block.show(RolloutPicture.of(rollout, zone)));
        }
    }

    private int watch(Consumer<JsonNode> shown) throws IOException, InterruptedException {
        try (var http = new Http()) {
            while (true) {
                ControlCall.Reply reply = call.ask(http, "GET", path, "");
                if (reply.exitCode() != ExitCodes.DONE) {
                    return reply.exitCode();
                }
                shown.accept(reply.answer());
                String state = reply.answer().path("state").asText();
                boolean isOver = isOver(state) && reply.answer().path("working").asInt() == 0;
                boolean isStopped = state.equals("halted") || RolloutText.isBarred(reply.answer());
                if (isOver || (isWaiting && isStopped)) {
                    return isWaiting && !state.equals("finished") ? ExitCodes.MISSED : ExitCodes.DONE;
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        }
    }

    private static boolean isOver(String state) {
        return state.equals("finished") || state.equals("cancelled");
    }

    private void printStep(JsonNode rollout) {
        String next = RolloutText.step(rollout);
        if (!next.equals(step)) {
            out.println(next);
            out.flush();
            step = next;
        }
    }
}
