package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows one firmware image. */
@Command(name = "show", description = "Shows a firmware image.", sortOptions = false)
final class FirmwareShow implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ImageLookup lookup = new ImageLookup();

    @Mixin
    private ImageAnswer shown = new ImageAnswer();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        ListCall.Found found = lookup.find(controller);
        if (found.items().isEmpty()) {
            return found.exitCode();
        }
        String digest = found.items().get(0).path("digest").asText();
        return new ControlCall(controller, spec.commandLine()).run("GET", "firmware/images/" + digest, "", shown::text);
    }
}
