package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Function;

/** One request to the control API of a running controller, from the flags to the exit code. */
final class ControlCall {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ControllerFlags controller;
    private final PrintWriter out;
    private final PrintWriter err;

    ControlCall(ControllerFlags controller, PrintWriter out, PrintWriter err) {
        this.controller = controller;
        this.out = out;
        this.err = err;
    }

    /**
     * Makes the request, prints what the answer says or why there is none, and returns what to exit with.
     *
     * @param path behind {@code /_sag/}
     * @param text what to print of the answer, with a line break at its end
     */
    int run(String method, String path, String body, Function<JsonNode, String> text)
            throws IOException, InterruptedException {
        URI target = controller.endpoint().resolve("_sag/" + path);
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + controller.credentials().controlToken())
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response;
        JsonNode answer;
        try {
            response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(request, BodyHandlers.ofString());
            answer = parse(response.body());
        } catch (IOException e) {
            return controller.unreachable(e);
        }
        int status = response.statusCode();
        if (status == 200) {
            out.print(text.apply(answer));
            out.flush();
            return ExitCodes.DONE;
        }
        err.println("sag: " + answer.path("error").asText("status " + status));
        return status == BAD_REQUEST || status == NOT_FOUND ? ExitCodes.BAD_USAGE : ExitCodes.API_ERROR;
    }

    private static JsonNode parse(String body) throws IOException {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            throw new IOException("it answers as no controller does", e);
        }
        throw new IOException("it answers as no controller does");
    }
}
