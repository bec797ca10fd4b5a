package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.file.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the controller of a data directory can be reached, as long as it runs: a file there says it to whoever
 * knows the directory. It has no secret in it. One that is left over is of a process that was killed.
 *
 * @param endpoint of the API, as {@code http://127.0.0.1:8640}
 * @param runId what the controller calls this run of it, to everybody
 */
public record EndpointFile(RunningProcess process, String endpoint, int devicePort, String runId) {
    /** Name of the file in the data directory. */
    public static final String FILE = "endpoint";

    /**
     * What the file of a data directory says, if there is one.
     *
     * @throws IOException if it cannot be read, or is none
     */
    public static Optional<EndpointFile> read(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode node = JsonFields.read(Files.readAllBytes(file));
        if (!node.path("endpoint").isTextual() || !node.path("pid").isIntegralNumber()) {
            throw new IOException(file + ": endpoint or pid is missing (expected: a file that a controller wrote)");
        }
        return Optional.of(new EndpointFile(
                new RunningProcess(
                        node.path("pid").longValue(), node.path("startedMillis").longValue()),
                node.path("endpoint").textValue(),
                node.path("devicePort").intValue(),
                node.path("run").asText()));
    }

    void write(Path dataDirectory) throws IOException {
        var mapper = new ObjectMapper();
        ObjectNode node = mapper.createObjectNode()
                .put("endpoint", endpoint)
                .put("devicePort", devicePort)
                .put("run", runId)
                .put("pid", process.pid())
                .put("startedMillis", process.startedMillis());
        PrivateFiles.write(
                dataDirectory.resolve(FILE),
                mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
    }

    /** Removes the file of a controller that has stopped, or was killed. */
    public static void delete(Path dataDirectory) {
        try {
            Files.deleteIfExists(dataDirectory.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(dataDirectory.resolve(FILE) + ": cannot be removed", e);
        }
    }
}
