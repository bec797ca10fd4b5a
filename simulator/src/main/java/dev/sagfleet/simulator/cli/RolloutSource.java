package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A file of a rollout on its way to the controller, which says what is wrong with it. */
final class RolloutSource {
    /** What {@code rollout show --file} writes above a file. */
    private static final Pattern REVISION = Pattern.compile("# revision ([0-9]{1,9}) of .*");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The file of the rollout, in YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--anyway", description = "Also if its check says that it cannot go well.")
    private boolean isAnyway;

    String text() throws IOException {
        return text(command, file);
    }

    /** The text of a file to the letter. */
    static String text(CommandSpec command, Path file) throws IOException {
        if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
            throw Arguments.wrong(command, file + ": no file that can be read", "the file of a rollout");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw Arguments.wrong(command, file + ": not UTF-8", "the file of a rollout");
        }
    }

    /** What goes with the text: how messages call it, and whether it is wanted anyway. */
    String parameters() {
        return "file=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8) + "&anyway=" + isAnyway;
    }

    /** Which revision a text was made from, by its first line. */
    static Optional<Integer> revision(String text) {
        Matcher matcher = REVISION.matcher(text.lines().findFirst().orElse(""));
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** The line that {@link #revision} reads. */
    static String heading(int revision, String rollout) {
        return "# revision " + revision + " of " + rollout + '\n';
    }
}
