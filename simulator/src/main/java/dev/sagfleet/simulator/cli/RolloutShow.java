package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.text.RolloutPicture;
import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows one rollout. */
@Command(
        name = "show",
        description = {
            "Shows a rollout: each wave by what became of its devices, causes, and what it waits for. On a terminal the"
                    + " picture lives until the rollout is over; elsewhere it is printed once.",
            "With --wait a line for each change, until it has finished; exits with 99 if it halts or is cancelled."
        },
        sortOptions = false)
final class RolloutShow implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RolloutLookup lookup = new RolloutLookup();

    @Option(names = "--wait", description = "Wait until it has finished, or halts.")
    private boolean isWaiting;

    @Option(names = "--once", description = "Show it once, also on a terminal.")
    private boolean isOnce;

    @Option(names = "--file", description = "Show its file as it stands, to be changed and given to edit.")
    private boolean isFile;

    @Option(names = "--json", description = "Show it once, as one line of JSON.")
    private boolean json;

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (isWaiting && (isOnce || isFile || json)) {
            throw Arguments.wrong(spec, "--wait beside what is shown once", "one of the two");
        }
        RolloutLookup.Found found = lookup.find(controller);
        if (found.path().isEmpty()) {
            return found.exitCode();
        }
        var call = new ControlCall(controller, spec.commandLine());
        if (isFile) {
            return call.run("GET", found.path() + "/file", "", RolloutShow::file);
        }
        if (isWaiting || (Terminal.isAttached() && !isOnce && !json)) {
            return new RolloutWatch(call, found.path(), spec.commandLine().getOut(), isWaiting).watch();
        }
        ZoneId zone = ZoneId.systemDefault();
        Function<JsonNode, String> text =
                json ? rollout -> rollout + "\n" : rollout -> RolloutPicture.of(rollout, zone);
        return call.run("GET", found.path(), "", text);
    }

    private static String file(JsonNode answer) {
        return RolloutSource.heading(
                        answer.path("revision").asInt(), answer.path("id").asText())
                + answer.path("text").asText();
    }
}
