package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an image of a seed. */
@Command(
        name = "build",
        description = "Builds a firmware image: its bytes are made of a seed, so that it takes no room.",
        sortOptions = false)
final class FirmwareBuild implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--size", paramLabel = "SIZE", description = "Its size, as in 64MiB; at most 4GiB.")
    private @Nullable String size;

    @Mixin
    private ImageFlags image = new ImageFlags();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another one makes other bytes for the same version and models (default: 0).")
    private @Nullable Long seed;

    @Mixin
    private ImageAnswer shown = new ImageAnswer();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        image.writeTo(body);
        if (size == null) {
            throw Arguments.wrong(spec, "--size: missing", "as in 64MiB");
        }
        body.put("sizeBytes", Arguments.read(spec, "--size: ", size, Quantity::imageBytes));
        if (seed != null) {
            body.put("seed", seed);
        }
        try (Http http = ImageAnswer.patient()) {
            var call = new ControlCall(controller, spec.commandLine());
            ControlCall.Reply reply = call.ask(http, "POST", "firmware/images", body.toString());
            if (reply.exitCode() == ExitCodes.DONE) {
                spec.commandLine().getOut().print(shown.text(reply.answer()));
                spec.commandLine().getOut().flush();
            }
            return reply.exitCode();
        }
    }
}
