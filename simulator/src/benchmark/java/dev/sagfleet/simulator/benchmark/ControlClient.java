package dev.sagfleet.simulator.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.server.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Calls of the control API of a controller on this machine. */
public final class ControlClient {
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String endpoint;
    private final String token;

    /** @param data directory of the controller, which has started */
    public ControlClient(int port, Path data) throws IOException {
        endpoint = "http://127.0.0.1:" + port;
        token = Credentials.read(data.resolve(Credentials.FILE)).controlToken();
    }

    /**
     * Gets something below {@code /_sag/}.
     *
     * @throws IOException if nobody answers
     * @throws BenchmarkException if the answer is an error
     */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(HttpRequest.newBuilder(uri("/_sag/" + path)).GET()));
    }

    /** Likewise with something that is wanted. */
    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(
                send(HttpRequest.newBuilder(uri("/_sag/" + path)).POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    /** What the controller counts, by the names of the series without labels, and of events with theirs. */
    public Map<String, Double> metrics() throws IOException, InterruptedException {
        Map<String, Double> found = new HashMap<>();
        send(HttpRequest.newBuilder(uri("/metrics")).GET()).lines().forEach(line -> {
            int end = line.lastIndexOf(' ');
            if (!line.startsWith("#") && end > 0) {
                found.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
            }
        });
        return found;
    }

    private URI uri(String path) {
        return URI.create(endpoint + path);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request.header("Authorization", "Bearer " + token)
                        .timeout(ANSWER_MAX)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new BenchmarkException(answer.uri() + ": " + answer.statusCode() + ' ' + answer.body());
        }
        return answer.body();
    }
}
