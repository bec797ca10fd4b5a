package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** One request to the control API of a running controller, from the flags to the exit code. */
final class ControlCall {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final JsonTree JSON = new JsonTree();

    private final ControllerFlags controller;
    private final PrintWriter out;
    private final PrintWriter err;

    ControlCall(ControllerFlags controller, CommandLine command) {
        this(controller, command.getOut(), command.getErr());
    }

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
    int run(String method, String path, String body, Function<JsonNode, String> text) throws IOException {
        Reply reply = ask(method, path, body);
        if (reply.exitCode() == ExitCodes.DONE) {
            out.print(text.apply(reply.answer()));
            out.flush();
        }
        return reply.exitCode();
    }

    /**
     * What came of a request.
     *
     * @param exitCode {@link ExitCodes#DONE}, or what to exit with once it has been said why
     * @param answer of the controller; empty if it is not there
     */
    record Reply(int exitCode, JsonNode answer) {}

    /** Makes the request, and says why if there is no answer to use. */
    Reply ask(String method, String path, String body) throws IOException {
        try (var http = new Http()) {
            return ask(http, method, path, body);
        }
    }

    /** Likewise with this client, which may be more patient or have a connection already. */
    Reply ask(Http http, String method, String path, String body) throws IOException {
        Http.Request request = request(method, path, body);
        try {
            Answer answer = send(http, request);
            return new Reply(answer.isDone() ? ExitCodes.DONE : refused(answer), answer.fields());
        } catch (IOException e) {
            return new Reply(unreachable(e), JSON.createObjectNode());
        }
    }

    /** An answer, whatever it says. */
    record Answer(int status, JsonNode fields) {
        boolean isDone() {
            return status == OK;
        }
    }

    /**
     * Sends bytes, and says nothing of what comes of it.
     *
     * @throws IOException if no answer comes
     */
    Answer put(Http http, String path, ByteBuffer bytes) throws IOException {
        return send(
                http,
                new Http.Request(
                        "PUT",
                        controller.endpoint().resolve("_sag/" + path),
                        Map.of("Authorization", "Bearer " + controller.controlToken()),
                        bytes));
    }

    private static Answer send(Http http, Http.Request request) throws IOException {
        Http.Answer response = http.send(request);
        return new Answer(response.status(), parse(response.body()));
    }

    /** Says why an answer is none to use, and returns what to exit with. */
    int refused(Answer answer) {
        return refused(answer.status(), answer.fields());
    }

    /**
     * Makes a request whose answer comes line by line, and prints each line as it comes, until the answer or
     * whoever reads what is printed ends. Returns what to exit with likewise.
     *
     * @param text what to print of a line, without a line break
     * @param isEndless whether the answer only ends when the controller does
     */
    int follow(String path, Function<JsonNode, String> text, boolean isEndless) throws IOException {
        Http.Request request = request("GET", path, "");
        try (var http = new Http()) {
            Http.OpenAnswer response = http.open(request);
            var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            if (response.status() != OK) {
                return refused(response.status(), parse(lines.lines().collect(Collectors.joining())));
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && !printed(text.apply(parse(line)))) {
                    return ExitCodes.DONE;
                }
            }
            if (isEndless) {
                err.println("sag: the controller has stopped");
            }
            return ExitCodes.DONE;
        } catch (IOException e) {
            return unreachable(e);
        }
    }

    /** Says that no answer came, and returns what to exit with. */
    int unreachable(IOException cause) {
        err.println("sag: " + controller.noAnswer(cause));
        return ExitCodes.UNREACHABLE;
    }

    /** Whether somebody still reads what is printed; what the writer stands on may be all that knows. */
    private boolean printed(String line) {
        out.println(line);
        return !out.checkError() && !System.out.checkError();
    }

    private Http.Request request(String method, String path, String body) throws IOException {
        return new Http.Request(
                method,
                controller.endpoint().resolve("_sag/" + path),
                Map.of("Authorization", "Bearer " + controller.controlToken()),
                body);
    }

    private int refused(int status, JsonNode answer) {
        String why = status == UNAUTHORIZED
                ? controller.whyTokenRefused()
                : answer.path("error").asText("status " + status);
        why.lines().forEach(line -> err.println("sag: " + line));
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
