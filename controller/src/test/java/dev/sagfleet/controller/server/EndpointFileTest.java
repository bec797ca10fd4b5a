package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data directory says of the controller that runs in it, and what that is given. */
class EndpointFileTest {
    private static final String TOKEN = "a-token-of-mine";

    private final Path directory;

    EndpointFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void itSaysWhereAControllerIsForAsLongAsItRuns() throws IOException {
        try (RunningController running = RunningController.start(directory)) {
            EndpointFile file = EndpointFile.read(directory).orElseThrow();

            assertThat(file.endpoint())
                    .isEqualTo("http://127.0.0.1:" + running.controller().apiPort());
            assertThat(file.devicePort()).isEqualTo(running.controller().devicePort());
            assertThat(file.process().find()).contains(ProcessHandle.current());
            try (RawHttp connection = new RawHttp(running.controller().apiPort())) {
                connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(connection.read().body()).contains("\"run\":\"" + file.runId() + '"');
            }
            assertThat(Files.readString(directory.resolve(EndpointFile.FILE)))
                    .doesNotContain(running.controller().credentials().controlToken());
        }
        assertThat(EndpointFile.read(directory)).isEmpty();
    }

    @Test
    void aProcessThatHasEndedOrHasTheNumberOfAnotherIsNotFound() throws IOException, InterruptedException {
        Process child = new ProcessBuilder("true").start();
        child.waitFor();
        RunningProcess current = RunningProcess.current();

        assertThat(new RunningProcess(child.pid(), 0).find()).isEmpty();
        assertThat(new RunningProcess(current.pid(), current.startedMillis() - 1).find())
                .isEmpty();
        assertThat(current.find()).isPresent();
    }

    @Test
    void aControlTokenThatIsGivenIsTheOneFromThenOn() throws IOException {
        var given = GivenCredentials.in(Map.of("SAG_CONTROL_TOKEN", TOKEN));

        Controller.start(RunningController.config(directory), given, List.of()).close();

        assertThat(Credentials.read(directory.resolve(Credentials.FILE)).controlToken())
                .isEqualTo(TOKEN);
        try (Controller again = Controller.start(RunningController.config(directory), Optional.empty(), List.of())) {
            assertThat(again.credentials().controlToken()).isEqualTo(TOKEN);
        }
    }

    @Test
    void aControlTokenThatNoHeaderCouldCarryIsRefusedAndNotShown() {
        for (String token : new String[] {"short", "with a space in it", "x".repeat(201), "grüße-und-küsse"}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> GivenCredentials.in(Map.of("SAG_CONTROL_TOKEN", token)))
                    .withMessageStartingWith("SAG_CONTROL_TOKEN: ")
                    .withMessageNotContaining(token);
        }
    }
}
