package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.JavaCommand;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A process whose standard error nobody reads. */
@Tag("attack")
class UnreadErrorsTest {
    private static final int EXIT_SECONDS_MAX = 30;
    private static final int LINES = 50_000 * Integer.getInteger("attack.scale", 1);

    /** More than a pipe and the queue before it hold, on the threads that carry connections. */
    static final class ChattyController {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            StandardError.detach();
            FleetDefinition fleet = FleetDefinition.demo(3, 1);
            try (var shutdown = new GracefulShutdown();
                    World world = World.start(
                            ControllerConfig.in(Path.of(arguments[0])).withPorts(0, 0),
                            Optional.empty(),
                            Optional.of(fleet),
                            fleet,
                            Conditions.DEFAULT)) {
                for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                    LoggerFactory.getLogger(ChattyController.class).warn("something that somebody should read: {}", i);
                }
                System.out.println(world.controller().apiPort());
                shutdown.requested().await();
                LoggerFactory.getLogger(ChattyController.class).warn("the last line");
            }
        }

        private ChattyController() {}
    }

    @Test
    @Timeout(120)
    void itStillAnswersAndTellsWhatWasLeftOutAndLosesNothingAtItsEnd(@TempDir Path directory)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(JavaCommand.of(
                        ChattyController.class, directory.resolve("data").toString(), Integer.toString(LINES)))
                .start();
        try (BufferedReader output = process.inputReader();
                BufferedReader errors = process.errorReader()) {
            URI health = URI.create("http://127.0.0.1:" + output.readLine() + "/healthz");
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(30))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);

            List<String> lines = SagProcessTest.linesTo(errors, "were left out here");
            assertThat(lines).hasSizeLessThan(LINES);
            assertThat(lines).anyMatch(line -> line.endsWith("something that somebody should read: 0"));

            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(errors.lines()).last().asString().endsWith("the last line");
            assertThat(process.waitFor(EXIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
