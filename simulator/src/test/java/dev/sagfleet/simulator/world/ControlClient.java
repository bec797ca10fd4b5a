package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Sees and sets through the control API what the OpenAPI does not offer. */
final class ControlClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;
    private final String token;

    ControlClient(int apiPort, String token) {
        this.root = "http://127.0.0.1:" + apiPort + "/_sag/";
        this.token = token;
    }

    JsonNode get(String path) {
        return succeed(send("GET", path, ""));
    }

    JsonNode put(String path, String body) {
        return succeed(send("PUT", path, body));
    }

    JsonNode post(String path) {
        return succeed(send("POST", path, ""));
    }

    JsonNode post(String path, String body) {
        return succeed(send("POST", path, body));
    }

    /** The answer, whatever it is. */
    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path).normalize())
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + ' ' + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + ' ' + path, e);
        }
    }

    private static JsonNode succeed(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ApiAnswer.parse(response.body());
    }
}
