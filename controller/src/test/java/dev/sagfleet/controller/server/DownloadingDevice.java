package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.io.IOException;
import java.time.Instant;

/** A device that asks for images, each time on a connection of its own. */
record DownloadingDevice(Controller controller, SerialNumber serial, DeviceKey key) {
    /** One that is registered for it. */
    static DownloadingDevice register(Controller controller, String body) throws IOException {
        JsonNode registered = new ControlCalls(controller).post("/_sag/devices", body);
        return new DownloadingDevice(
                controller,
                new SerialNumber(registered.path("serial").textValue()),
                new DeviceKey(registered.path("key").textValue()));
    }

    /** A link that is good now. */
    String link(Digest image) {
        return controller
                .downloadLinks()
                .mint(serial, image, "job-1", Instant.now().toEpochMilli());
    }

    String token() {
        return LockStepDevice.token(serial, key, Instant.now());
    }

    /** Sends a request; what comes of it is to be read from the connection. */
    RawHttp ask(String method, String target, String token, String... headers) throws IOException {
        var connection = new RawHttp(controller.devicePort());
        StringBuilder more = new StringBuilder();
        for (String header : headers) {
            more.append(header).append("\r\n");
        }
        connection.send(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + (token.isEmpty() ? "" : "Authorization: " + token + "\r\n") + more + "\r\n");
        return connection;
    }

    RawHttp get(Digest image, String... headers) throws IOException {
        return ask("GET", link(image), token(), headers);
    }

    /** Asks for what is refused, and returns the answer. */
    RawHttp.Answer refused(String method, String target, String token, String... headers) throws IOException {
        try (RawHttp connection = ask(method, target, token, headers)) {
            RawHttp.Answer answer = connection.read(!method.equals("HEAD"));
            assertThat(connection.isAtEnd()).as("ends the connection").isTrue();
            return answer;
        }
    }
}
