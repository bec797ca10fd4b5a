package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.RolloutText;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Changes a rollout by another file. */
@Command(
        name = "edit",
        description = {
            "Changes a rollout by a file, which ./sag rollout show --file gives as it stands. Before the start it counts"
                    + " at once, later at the resume, and then only what does not change who is in which wave. Who was"
                    + " overtaken by somebody else's change is told."
        },
        sortOptions = false)
final class RolloutEdit implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RolloutLookup lookup = new RolloutLookup();

    @Mixin
    private RolloutSource source = new RolloutSource();

    @Option(
            names = "--revision",
            paramLabel = "N",
            description = "Of the file that was changed (default: what its first line says).")
    private @Nullable Integer revision;

    @Mixin
    private RolloutAuthor author = new RolloutAuthor();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        String text = source.text();
        int read = Optional.ofNullable(revision)
                .or(() -> RolloutSource.revision(text))
                .orElseThrow(() -> Arguments.wrong(
                        spec,
                        "--revision: missing",
                        "that of the file that was changed, or the first line that ./sag rollout show --file gave"));
        RolloutLookup.Found found = lookup.find(controller);
        if (found.path().isEmpty()) {
            return found.exitCode();
        }
        String path = found.path() + '?' + source.parameters() + '&' + author.parameter() + "&revision=" + read;
        ControlCall.Reply changed = new RolloutSubmission(controller, spec.commandLine()).send("PUT", path, text);
        if (changed.exitCode() == ExitCodes.DONE) {
            spec.commandLine().getOut().println(RolloutText.changed(changed.answer()));
            spec.commandLine().getOut().flush();
        }
        return changed.exitCode();
    }
}
