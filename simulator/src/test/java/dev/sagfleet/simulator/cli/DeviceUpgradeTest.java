package dev.sagfleet.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sag device} with upgrades, against a controller whose answers are written out. */
class DeviceUpgradeTest {
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> jobs = new ArrayDeque<>();
    private Path data;
    private HttpServer server;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        data = directory;
        Files.writeString(
                directory.resolve("credentials"),
                "{\"accessKeyId\":\"id\",\"accessKeySecret\":\"secret\",\"controlToken\":\"the-control-token\"}");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (path.equals("/_sag/devices")) {
            reply(exchange, 200, "{\"devices\":[{\"serial\":\"box1\",\"role\":\"active\"}]}");
        } else if (path.endsWith("/jobs")) {
            reply(exchange, 200, "{\"serial\":\"box1\",\"jobs\":[" + jobs.remove() + "]}");
        } else {
            requests.add(exchange.getRequestMethod() + ' ' + path + ' ' + body);
            reply(exchange, status, answer);
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private CommandLineRun sag(String... words) {
        List<String> line = new ArrayList<>(List.of("device", "box1"));
        line.addAll(List.of(words));
        line.addAll(
                List.of("--endpoint", "http://127.0.0.1:" + server.getAddress().getPort(), "--data", data.toString()));
        return CommandLineRun.of(line.toArray(String[]::new));
    }

    private static String job(int attempt, String state, int percent, String end) {
        return "{\"job\":\"fw-7\",\"attempt\":" + attempt + ",\"version\":\"2.5.0\",\"state\":\"" + state
                + "\",\"percent\":" + percent + end + '}';
    }

    private static String open(String state, int percent) {
        return job(1, state, percent, ",\"isOver\":false,\"hasSucceeded\":false");
    }

    @Test
    void anUpgradeIsOrdered() {
        answer = open("ordered", 0);

        assertThat(sag("upgrade", "2.5.0"))
                .isEqualTo(new CommandLineRun(0, "box1 is ordered to upgrade to 2.5.0 (job fw-7)\n", List.of()));
        assertThat(sag("upgrade", "2.5", "--force").exitCode()).isZero();
        assertThat(requests)
                .containsExactly(
                        "POST /_sag/devices/box1/upgrade {\"version\":\"2.5.0\",\"force\":false}",
                        "POST /_sag/devices/box1/upgrade {\"version\":\"2.5\",\"force\":true}");
    }

    @Test
    void whatItsNextUpgradeMeetsIsInjected() {
        answer = "{\"serial\":\"box1\"}";

        assertThat(sag("fault", "power@installing"))
                .isEqualTo(new CommandLineRun(0, "box1 meets power@installing at its next upgrade\n", List.of()));
        assertThat(sag("fault", "none").out()).isEqualTo("box1 is left alone at its next upgrade\n");
        assertThat(sag("fault").exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(sag("fault", "boot", "check").exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(requests)
                .containsExactly(
                        "PUT /_sag/devices/box1/fault {\"upgrade\":\"power@installing\"}",
                        "PUT /_sag/devices/box1/fault {\"upgrade\":\"none\"}");
    }

    @Test
    void whoWaitsSeesHowFarItIsAStepALine() {
        answer = open("ordered", 0);
        Stream.of(
                        open("downloading", 3),
                        open("downloading", 7),
                        open("downloading", 41),
                        open("trial", 100),
                        job(1, "committed", 100, ",\"isOver\":true,\"hasSucceeded\":true"))
                .forEach(jobs::add);

        assertThat(sag("upgrade", "2.5.0", "--wait"))
                .isEqualTo(new CommandLineRun(
                        0,
                        """
                        box1 is ordered to upgrade to 2.5.0 (job fw-7)
                        box1 ordered
                        box1 downloading 3 %
                        box1 downloading 41 %
                        box1 trial
                        box1 committed
                        """,
                        List.of()));
    }

    @Test
    void anUpgradeThatEndsOtherwiseIsMissed() {
        answer = job(2, "ordered", 0, ",\"isOver\":false,\"hasSucceeded\":false");
        jobs.add(job(
                2,
                "rolled_back",
                100,
                ",\"code\":9621,\"reason\":\"tunnel stays down\",\"isOver\":true,\"hasSucceeded\":false"));

        assertThat(sag("retry", "--wait"))
                .isEqualTo(new CommandLineRun(
                        99,
                        """
                        box1 is ordered to upgrade to 2.5.0 (job fw-7, attempt 2)
                        box1 ordered
                        box1 rolled back: tunnel stays down (9621)
                        """,
                        List.of()));
    }

    @Test
    void aJobThatIsForgottenIsMissedToo() {
        answer = open("ordered", 0);
        jobs.add(job(2, "ordered", 0, ",\"isOver\":false,\"hasSucceeded\":false"));

        CommandLineRun run = sag("upgrade", "2.5.0", "--wait");

        assertThat(run.exitCode()).isEqualTo(99);
        assertThat(run.errors()).containsExactly("sag: job fw-7 is no more");
    }

    @Test
    void aJobIsLeft() {
        answer = job(
                1, "canceled", 40, ",\"code\":9630,\"reason\":\"cancelled\",\"isOver\":true,\"hasSucceeded\":false");
        assertThat(sag("cancel").out()).isEqualTo("box1 has left job fw-7: canceled: cancelled (9630)\n");

        answer = open("downloading", 40);
        assertThat(sag("cancel").out()).isEqualTo("box1 is asked to leave job fw-7, which is downloading 40 %\n");
        assertThat(requests).contains("POST /_sag/devices/box1/upgrade/cancel ");
    }

    @Test
    void aBootIsOrderedOfAnyDevice() {
        answer = "{\"serial\":\"box1\",\"online\":true}";
        assertThat(sag("reboot", "--ordered").out()).isEqualTo("box1 is ordered to boot\n");

        answer = "{\"serial\":\"box1\",\"online\":false}";
        assertThat(sag("reboot", "--ordered").out()).isEqualTo("box1 is ordered to boot once it is online\n");
        assertThat(requests).contains("POST /_sag/devices/box1/reboot ");
    }

    @Test
    void whatTheControllerRefusesIsToldWithTheExitCodeOfItsKind() {
        status = 409;
        answer = "{\"error\":\"IncorrectStatus.FirmwareJob: fw-7: found INSTALLING, required at most WAIT_ACTIVATE\"}";
        assertThat(sag("cancel"))
                .isEqualTo(new CommandLineRun(
                        1,
                        "",
                        List.of("sag: IncorrectStatus.FirmwareJob: fw-7: found INSTALLING, required at most"
                                + " WAIT_ACTIVATE")));
        status = 404;
        answer = "{\"error\":\"ResourceNotFound.FirmwareImage: no image 2.5.0 for SAG-1000\"}";
        assertThat(sag("upgrade", "2.5.0", "--wait").exitCode()).isEqualTo(2);
    }

    @Test
    void whatDoesNotGoTogetherIsBadUsage() {
        sag("upgrade").assertIsBadUsage("upgrade has no version (expected: one, as 2.4.0)");
        sag("upgrade", "two").assertIsBadUsage("two");
        sag("upgrade", "2.5.0", "2.6.0").assertIsBadUsage("upgrade 2.5.0 2.6.0 (expected: one");
        sag("cancel", "--wait").assertIsBadUsage("cancel --wait (expected: cancel without --wait)");
        sag("firmware", "2.5.0", "--force").assertIsBadUsage("firmware --force (expected: firmware without --force)");
        sag("upgrade", "2.5.0", "--ordered").assertIsBadUsage("upgrade --ordered");
        assertThat(requests).isEmpty();
    }
}
