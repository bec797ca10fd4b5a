package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.agent.file.PrivateFiles;
import dev.sagfleet.controller.server.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says which process runs the fleet of a data directory whose controller is elsewhere, as long as it does. */
final class FleetProcessFile {
    static final String NAME = "fleet-process";

    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<RunningProcess> read(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode node = JSON.readTree(Files.readAllBytes(file));
        if (!node.path("pid").isIntegralNumber()) {
            throw new IOException(file + ": pid is missing (expected: a file that a fleet wrote)");
        }
        return Optional.of(new RunningProcess(
                node.path("pid").longValue(), node.path("startedMillis").longValue()));
    }

    static void write(Path dataDirectory) throws IOException {
        RunningProcess current = RunningProcess.current();
        PrivateFiles.write(
                dataDirectory.resolve(NAME),
                JSON.writeValueAsBytes(JSON.createObjectNode()
                        .put("pid", current.pid())
                        .put("startedMillis", current.startedMillis())));
    }

    static void delete(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(NAME));
    }

    private FleetProcessFile() {}
}
