package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.text.ImageText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the image that a person means by the first digits of its digest, or by its version. */
final class ImageLookup {
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,7}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{4,64}");

    /** As many as a catalogue has. */
    private static final int IMAGES_MAX = 1_000;

    private static final int NAMED_MAX = 5;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "Which image: its digest, the first four digits of it or more, or its version.")
    private String image = "";

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Of several with this version, the one for this model.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean unusedHelp;

    /** The one image; no items with the exit code if it was said why there is none. */
    ListCall.Found find(ControllerFlags controller) throws IOException {
        boolean isVersion = VERSION.matcher(image).matches() && image.contains(".");
        if (!isVersion && !DIGEST.matcher(image).matches()) {
            throw Arguments.wrong(
                    command, "image: " + image, "four digits or more of a digest, or a version, as in 2.5.0");
        }
        CommandLine commandLine = command.commandLine();
        ListCall.Found all = new ListCall(controller, commandLine, "firmware/images")
                .with("model", model)
                .with("version", isVersion ? Optional.of(image) : Optional.empty())
                .find(IMAGES_MAX);
        if (all.exitCode() != ExitCodes.DONE) {
            return all;
        }
        List<JsonNode> meant = all.items().stream()
                .filter(item -> isVersion || item.path("digest").asText().startsWith(image))
                .toList();
        if (meant.size() == 1) {
            return new ListCall.Found(ExitCodes.DONE, meant);
        }
        commandLine.getErr().println("sag: image: " + image + (meant.isEmpty() ? none() : several(meant)));
        return new ListCall.Found(ExitCodes.BAD_USAGE, List.of());
    }

    private static String none() {
        return " (expected: one that is there; ./sag firmware list shows all)";
    }

    private static String several(List<JsonNode> meant) {
        String named = meant.stream()
                .limit(NAMED_MAX)
                .map(item -> ImageText.title(item) + " ("
                        + item.path("digest").asText().substring(0, 8) + ')')
                .collect(Collectors.joining(", "));
        return ": " + named + (meant.size() > NAMED_MAX ? ", ..." : "") + " (expected: one of them; say more digits, or"
                + " --model)";
    }
}
