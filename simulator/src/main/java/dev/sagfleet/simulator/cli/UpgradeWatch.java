package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.text.UpgradeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Shows how far a device is with an upgrade job until it is over: one line, rewritten on a terminal, a line a step elsewhere. */
final class UpgradeWatch {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int STEP_PERCENT = 10;

    private final ControlCall call;
    private final String serial;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean isTerminal = Terminal.isAttached();
    private String shown = "";

    UpgradeWatch(ControlCall call, String serial, PrintWriter out, PrintWriter err) {
        this.call = call;
        this.serial = serial;
        this.out = out;
        this.err = err;
    }

    /**
     * Waits.
     *
     * @param ordered the job as the control API answered it
     * @return what to exit with: {@link ExitCodes#MISSED} if the job ends otherwise than it should, or is forgotten
     */
    int await(JsonNode ordered) throws IOException, InterruptedException {
        JsonNode job = ordered;
        show(job);
        while (!job.path("isOver").asBoolean()) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            ControlCall.Reply reply = call.ask("GET", "devices/" + serial + "/jobs", "");
            if (reply.exitCode() != ExitCodes.DONE) {
                end();
                return reply.exitCode();
            }
            job = find(reply.answer().path("jobs"), ordered);
            if (job.isMissingNode()) {
                end();
                err.println("sag: " + UpgradeText.name(ordered) + " is no more");
                return ExitCodes.MISSED;
            }
            show(job);
        }
        end();
        return job.path("hasSucceeded").asBoolean() ? ExitCodes.DONE : ExitCodes.MISSED;
    }

    /** Another attempt of it is another one to wait for. */
    private static JsonNode find(JsonNode jobs, JsonNode ordered) {
        for (JsonNode job : jobs) {
            if (job.path("job").equals(ordered.path("job"))
                    && job.path("attempt").equals(ordered.path("attempt"))) {
                return job;
            }
        }
        return jobs.path("none");
    }

    private void show(JsonNode job) {
        String state = UpgradeText.state(job);
        String step = step(job, state);
        if (isTerminal && !state.equals(shown)) {
            out.print("\r" + serial + ' ' + state + " ".repeat(Math.max(0, shown.length() - state.length())));
            shown = state;
        } else if (!isTerminal && !step.equals(shown)) {
            out.println(serial + ' ' + state);
            shown = step;
        }
        out.flush();
    }

    /** Of a download not each percent. */
    private static String step(JsonNode job, String state) {
        return job.path("state").asText().equals("downloading")
                ? "downloading " + job.path("percent").asInt() / STEP_PERCENT
                : state;
    }

    private void end() {
        if (isTerminal) {
            out.println();
        }
        out.flush();
    }
}
