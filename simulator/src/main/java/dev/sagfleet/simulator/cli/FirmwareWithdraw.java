package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.ImageText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Withdraws one firmware image. */
@Command(
        name = "withdraw",
        description = "Withdraws a firmware image for good: no device is given it any more.",
        sortOptions = false)
final class FirmwareWithdraw implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ImageLookup lookup = new ImageLookup();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        ListCall.Found found = lookup.find(controller);
        if (found.items().isEmpty()) {
            return found.exitCode();
        }
        String digest = found.items().get(0).path("digest").asText();
        return new ControlCall(controller, spec.commandLine())
                .run(
                        "POST",
                        "firmware/images/" + digest + "/withdraw",
                        "",
                        image -> ImageText.title(image) + " is withdrawn: " + digest + '\n');
    }
}
