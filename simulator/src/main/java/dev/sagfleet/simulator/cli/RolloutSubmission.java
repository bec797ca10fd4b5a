package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.text.RolloutCheckText;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Hands in the file of a rollout, and shows what its check says. */
final class RolloutSubmission {
    private static final String CHECK = "check";

    private final ControlCall call;
    private final PrintWriter out;

    RolloutSubmission(ControllerFlags controller, CommandLine command) {
        call = new ControlCall(controller, command);
        out = command.getOut();
    }

    /** Hands it in; the answer is the rollout, if there is one then. What is unsound exits with {@link ExitCodes#MISSED}. */
    ControlCall.Reply send(String method, String path, String text) throws IOException {
        try (var http = ImageAnswer.patient()) {
            ControlCall.Reply reply = call.ask(http, method, path, text);
            boolean isUnsound =
                    reply.exitCode() != ExitCodes.DONE && reply.answer().has(CHECK);
            if (isUnsound) {
                print(reply.answer());
            }
            return isUnsound ? new ControlCall.Reply(ExitCodes.MISSED, reply.answer()) : reply;
        }
    }

    /** Prints what the check says, if there is one with an answer. */
    void print(JsonNode answer) {
        if (answer.has(CHECK)) {
            out.print(RolloutCheckText.of(answer.path(CHECK)));
            out.flush();
        }
    }
}
