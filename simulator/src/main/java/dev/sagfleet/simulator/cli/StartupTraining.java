package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.controller.server.EndpointFile;
import dev.sagfleet.controller.server.GivenCredentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs short commands against answers of its own, so that the JVM can archive the classes that they take. The
 * launcher runs it once for each build and JDK; it touches no data directory and no controller.
 */
final class StartupTraining {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("status"),
            List.of("device", "sag0"),
            List.of("events", "--last", "1"),
            List.of("api", "DescribeRegions", "--RegionId", "cn-shanghai"));

    private static final String ANSWER =
            "{\"time\":\"2026-01-01T00:00:00Z\",\"kind\":\"online\",\"devices\":{\"models\":[{\"model\":\"APP\",\"registered\":1,"
                    + "\"online\":1}]},\"plans\":{\"count\":1,\"first\":[{\"id\":\"abwp-0\",\"name\":\"hq\"}]}}\n";

    public static void main(String[] arguments) throws IOException {
        StandardError.detach();
        System.exit(run());
    }

    /** Returns the greatest exit code of the commands. */
    static int run() throws IOException {
        Path data = Files.createTempDirectory("sag-training");
        try (var server = new ServerSocket(0, COMMANDS.size(), InetAddress.getLoopbackAddress())) {
            Credentials.open(data, GivenCredentials.NONE);
            Files.writeString(data.resolve(EndpointFile.FILE), endpoint(server.getLocalPort()));
            Thread answers = new Thread(() -> answerAll(server), "answers");
            answers.setDaemon(true);
            answers.start();
            int worst = ExitCodes.DONE;
            for (List<String> command : COMMANDS) {
                worst = Math.max(worst, run(command, data));
            }
            return worst;
        } finally {
            Files.deleteIfExists(data.resolve(Credentials.FILE));
            EndpointFile.delete(data);
            Files.delete(data);
        }
    }

    /** What a controller would write that is reached at this port. */
    private static String endpoint(int port) {
        return "{\"endpoint\":\"http://127.0.0.1:" + port + "\",\"run\":\"training\",\"pid\":1}";
    }

    private static int run(List<String> command, Path data) {
        List<String> words = new ArrayList<>(command);
        if (!command.get(0).startsWith("-")) {
            words.addAll(List.of("--data", data.toString()));
        }
        String[] arguments = words.toArray(String[]::new);
        return Sag.commandLine(arguments)
                .setOut(new PrintWriter(Writer.nullWriter()))
                .setErr(new PrintWriter(Writer.nullWriter()))
                .execute(arguments);
    }

    /** Until the socket is closed, or an answer fails, which the command tells of by its exit code. */
    private static void answerAll(ServerSocket server) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    answer(client);
                }
            }
        } catch (IOException e) {
            // The commands are over.
        }
    }

    private static void answer(Socket client) throws IOException {
        var request = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        String line = request.readLine();
        while (line != null && !line.isEmpty()) {
            line = request.readLine();
        }
        String answer =
                "HTTP/1.1 200 OK\r\nContent-Length: " + ANSWER.length() + "\r\nConnection: close\r\n\r\n" + ANSWER;
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private StartupTraining() {}
}
