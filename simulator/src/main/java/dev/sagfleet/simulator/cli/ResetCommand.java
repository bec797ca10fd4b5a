package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings a controller and its fleet back to what they were at the first start. */
@Command(
        name = "reset",
        description = {
            "Brings everything back to what it was at the first start: inventory, settings and devices.",
            "The devices connect again; wait tells when they have. A controller whose fleet is elsewhere is empty"
                    + " after it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ResetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        return new ControlCall(controller, spec.commandLine()).run("POST", "reset", "", ResetCommand::text);
    }

    private static String text(JsonNode answer) {
        long devices = answer.path("registered").asLong();
        return devices == 0
                ? "reset: no device is registered\n"
                : "reset: " + devices + " devices are as at the first start, and connect again\n";
    }
}
