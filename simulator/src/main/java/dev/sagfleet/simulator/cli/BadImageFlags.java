package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.simulator.fault.BadImage;
import dev.sagfleet.simulator.fault.BadImageLine;
import dev.sagfleet.simulator.rehearsal.Eligible;
import dev.sagfleet.simulator.rehearsal.Script;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flag that makes the image of a rollout a bad one. */
final class BadImageFlags {
    private static final int LINES_MAX = 100;

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--bad-image",
            paramLabel = "LINE",
            description =
                    "The image is bad on some devices, as in 'model=SAG-100WM,batch=B2: fail local-check 30%% after 6h';"
                            + " may be given again. Keys: model, version (that devices start with), site, region, batch.")
    private List<String> lines = List.of();

    boolean areGiven() {
        return !lines.isEmpty();
    }

    List<String> lines() {
        return lines;
    }

    /** The same rehearsal with the image as bad as it was said to be. */
    Script in(Script script) {
        if (lines.size() > LINES_MAX) {
            throw Arguments.wrong(spec, "--bad-image: " + lines.size() + " times", "at most " + LINES_MAX);
        }
        FirmwareVersion version = script.policy().image();
        List<BadImage> images = new ArrayList<>();
        for (String line : lines) {
            String name = "--bad-image '" + line + "': ";
            BadImage image = Arguments.read(spec, name, line, text -> BadImageLine.parse(text, version));
            if (!Eligible.hasAny(script, image)) {
                throw Arguments.wrong(
                        spec, name + "matches no device", "one at least of the fleet that the rollout is for");
            }
            images.add(image);
        }
        return images.isEmpty() ? script : script.with(script.fleet().with(images));
    }
}
