package dev.sagfleet.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellConnectionTest {
    private static final int CALLS = 50;

    @Test
    void manyCallsGoOverOneConnection(@TempDir Path data) throws IOException {
        Files.writeString(
                data.resolve("credentials"),
                "{\"accessKeyId\": \"LTAI\", \"accessKeySecret\": \"secret\", \"controlToken\": \"token\"}");
        Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            clients.add(exchange.getRemoteAddress());
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        try {
            var input =
                    new ByteArrayInputStream("DescribeRegions\n".repeat(CALLS).getBytes(UTF_8));

            CommandLineRun run = CommandLineRun.of(
                    Sag.commandLine(input),
                    "shell",
                    "--data",
                    data.toString(),
                    "--endpoint",
                    "http://127.0.0.1:" + server.getAddress().getPort());

            assertThat(run.out().lines()).hasSize(CALLS);
            assertThat(clients).hasSize(1);
        } finally {
            server.stop(0);
        }
    }
}
