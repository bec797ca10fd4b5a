package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.text.RolloutText;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a rollout of a file. */
@Command(
        name = "create",
        description = {
            "Makes a rollout of a file, after its check, and waits until its devices are found. It starts once it is"
                    + " approved and started. Exits with 99 if it cannot go well."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RolloutCreate implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RolloutSource source = new RolloutSource();

    @Mixin
    private RolloutAuthor author = new RolloutAuthor();

    @Option(names = "--json", description = "Show the rollout as one line of JSON.")
    private boolean json;

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var submission = new RolloutSubmission(controller, spec.commandLine());
        String path = "rollouts?" + source.parameters() + '&' + author.parameter();
        ControlCall.Reply created = submission.send("POST", path, source.text());
        if (created.exitCode() != ExitCodes.DONE) {
            return created.exitCode();
        }
        if (!json) {
            submission.print(created.answer());
        }
        return awaitMembers(created.answer());
    }

    private int awaitMembers(JsonNode created) throws IOException, InterruptedException {
        var call = new ControlCall(controller, spec.commandLine());
        String path = "rollouts/" + created.path("id").asText();
        JsonNode rollout = created;
        while (rollout.path("state").asText().equals("draft")) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            ControlCall.Reply reply = call.ask("GET", path, "");
            if (reply.exitCode() != ExitCodes.DONE) {
                return reply.exitCode();
            }
            rollout = reply.answer();
        }
        spec.commandLine().getOut().println(json ? rollout.toString() : RolloutText.line(rollout));
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
