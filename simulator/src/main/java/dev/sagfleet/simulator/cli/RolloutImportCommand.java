package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.controller.rolloutimport.ForeignRollout;
import dev.sagfleet.controller.rolloutimport.Imported;
import dev.sagfleet.simulator.text.ImportText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a file of a rollout from that of another system. */
@Command(
        name = "import",
        description = {
            "Makes a file of a rollout from the body with which hawkBit creates a rollout, or AWS IoT a job (JSON), and",
            "says what has no counterpart, what was taken in its place, and what means something else here."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RolloutImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The file of the other system.")
    private @Nullable Path file;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write it; nothing must be there (default: to standard output).")
    private @Nullable Path out;

    @Option(
            names = "--image",
            paramLabel = "VERSION",
            description = "The version to bring to the devices, which the other file may not name.")
    private @Nullable String image;

    @Override
    public Integer call() throws IOException {
        Path source = Optional.ofNullable(file).orElseThrow();
        Optional<FirmwareVersion> version =
                Optional.ofNullable(image).map(text -> Arguments.read(spec, "--image: ", text, FirmwareVersion::parse));
        Imported imported =
                ForeignRollout.read(source, version, InstantSource.system().instant());
        String name = String.valueOf(source.getFileName());
        String text = ImportText.comment(imported, name) + RolloutFile.write(imported.policy());
        if (out != null) {
            write(out, text);
        }
        spec.commandLine().getOut().print(out == null ? text : ImportText.of(imported, name));
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }

    private void write(Path target, String text) throws IOException {
        try {
            Files.writeString(target, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw Arguments.wrong(spec, "--out: " + target + " is there", "a file that is not there yet");
        }
    }
}
