package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.controller.control.Readiness;
import dev.sagfleet.simulator.delay.DurationText;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Waits until so many devices are online, for scripts. */
@Command(
        name = "wait",
        description = {
            "Waits until devices are online; also for a controller that is not up yet.",
            "Exits with 4 if devices are still missing after the timeout, with 3 if no controller answers then."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class WaitCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final JsonTree JSON = new JsonTree();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--online",
            paramLabel = "GOAL",
            defaultValue = "100%",
            description = "How many: a share of the registered devices that no fault keeps offline, or a number of"
                    + " devices (default: ${DEFAULT-VALUE}).")
    private String online = "100%";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long to wait: " + DurationText.FORM + " (default: ${DEFAULT-VALUE}).")
    private String timeout = "60s";

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws InterruptedException {
        OnlineGoal goal = Arguments.read(spec, "--online: ", online, OnlineGoal::parse);
        Duration patience = DurationText.parse(timeout)
                .orElseThrow(() -> Arguments.wrong(spec, "--timeout: " + timeout, DurationText.FORM));
        long startNanos = System.nanoTime();
        while (true) {
            boolean isOver = System.nanoTime() - startNanos >= patience.toNanos();
            try {
                JsonNode readiness = look();
                if (goal.isReachedBy(readiness)) {
                    spec.commandLine().getOut().println(describe(readiness));
                    return ExitCodes.DONE;
                }
                if (isOver) {
                    spec.commandLine()
                            .getErr()
                            .println("sag: " + describe(readiness) + " after " + timeout + " (expected: " + goal + ')');
                    return ExitCodes.INVALID_RUN;
                }
            } catch (IOException e) {
                if (isOver) {
                    return controller.unreachable(e);
                }
            }
            TimeUnit.NANOSECONDS.sleep(
                    Math.min(PAUSE.toNanos(), patience.toNanos() - (System.nanoTime() - startNanos)));
        }
    }

    private JsonNode look() throws IOException {
        Http.Request request = Http.Request.get(controller.endpoint().resolve(Readiness.PATH));
        try (var http = new Http()) {
            JsonNode readiness = JSON.readTree(http.send(request).body());
            if (!readiness.has("devices")) {
                throw HttpHead.foreign();
            }
            return readiness;
        }
    }

    private static String describe(JsonNode readiness) {
        JsonNode devices = readiness.path("devices");
        long toldOffline = devices.path("toldOffline").asLong();
        return devices.path("online").asText() + " of "
                + devices.path("expected").asText() + " devices are online"
                + (toldOffline > 0 ? " (" + toldOffline + " more are kept offline by a fault)" : "");
    }
}
