package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.text.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where what rehearsals say goes beside the terminal, for programs. */
final class ReportFlags {
    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all of it there too, as JSON.")
    private @Nullable Path json;

    /** Refuses a file that cannot be made, before there is any work for it. */
    void requireWritable() {
        requireWritable(spec, "--json", json);
    }

    static void requireWritable(CommandSpec spec, String flag, @Nullable Path file) {
        if (file == null) {
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
            throw Arguments.wrong(spec, flag + ": " + file, "a file in a directory that is there");
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw Arguments.wrong(spec, flag + ": " + file, "a file that may be written");
        }
        if (mentions(spec, file) > 1) {
            throw Arguments.wrong(spec, flag + ": " + file, "a file that is nothing else of this command");
        }
    }

    /** How often a command line names this file, to be read or to be written. */
    private static long mentions(CommandSpec spec, Path file) {
        var parsed = spec.commandLine().getParseResult();
        Path own = file.toAbsolutePath().normalize();
        return Stream.concat(parsed.matchedOptions().stream(), parsed.matchedPositionals().stream())
                .flatMap(argument -> argument.originalStringValues().stream())
                .filter(text -> Path.of(text).toAbsolutePath().normalize().equals(own))
                .count();
    }

    /** @throws IOException if it cannot be written */
    void write(JsonNode answer) throws IOException {
        if (json != null) {
            write(json, JsonText.of(answer));
        }
    }

    static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
