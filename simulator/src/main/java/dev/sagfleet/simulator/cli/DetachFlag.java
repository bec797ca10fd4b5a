package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a command goes on in the background once it is ready. */
final class DetachFlag {
    /** Set in the process in the background. */
    static final String PROPERTY = "sag.detached";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--detach",
            description = "Go on in the background, and return once it is ready; ./sag down stops it.")
    private boolean isDetached;

    boolean isAsked() {
        return isDetached;
    }

    /** Starts this command in the background, and returns what to exit with once it is ready or has failed. */
    int start(Path data) throws IOException, InterruptedException {
        return new BackgroundProcess(command, data).start();
    }

    /** What stops this process, as its last line at the start says. */
    String howToStop(Path data) {
        return Boolean.getBoolean(PROPERTY) ? CommandText.down(data.toString()) : "Ctrl-C";
    }
}
