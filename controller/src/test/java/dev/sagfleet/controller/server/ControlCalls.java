package dev.sagfleet.controller.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;

/** Requests to the control API of a controller, with its token, each on a connection of its own. */
record ControlCalls(Controller controller) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Answer send(String method, String path, byte[] body) throws IOException {
        try (RawHttp connection = new RawHttp(controller.apiPort())) {
            connection.send(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + controller.credentials().controlToken() + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            connection.send(body);
            return connection.read();
        }
    }

    Answer send(String method, String path, String body) throws IOException {
        return send(method, path, body.getBytes(UTF_8));
    }

    /** All that comes of an answer without a length, head and body. */
    String stream(String path) throws IOException {
        try (RawHttp connection = new RawHttp(controller.apiPort())) {
            connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + controller.credentials().controlToken() + "\r\n\r\n");
            return connection.rest();
        }
    }

    JsonNode get(String path) throws IOException {
        return done(send("GET", path, ""));
    }

    JsonNode post(String path, String body) throws IOException {
        return done(send("POST", path, body));
    }

    static JsonNode done(Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
