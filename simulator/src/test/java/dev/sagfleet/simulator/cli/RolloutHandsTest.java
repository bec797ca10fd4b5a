package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts to two devices from the command line, over sockets. */
class RolloutHandsTest {
    private static final String NAME = "to all";
    private static final String TO_ALL =
            """
            name: to all
            image: 2.5.0
            waves: [{name: canary, count: 1, approve: true}, {percent: 100}]
            halt: {failures: 5%, least: 1}
            """;

    /** Time for the slowest machine; reached in a failing test only. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Path directory;
    private TwoDevices devices;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        devices = TwoDevices.start(temporary.resolve("data"));
        assertThat(sag("wait", "--online", "100%").exitCode()).isZero();
        assertThat(sag("firmware", "build", "--model", "SAG-100WM,SAG-1000", "--version", "2.5.0", "--size", "1MiB"))
                .matches(run -> run.exitCode() == 0, "built");
    }

    @AfterEach
    void stop() {
        devices.close();
    }

    private CommandLineRun sag(String... arguments) {
        return devices.sag(arguments);
    }

    private CommandLineRun rollout(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "rollout";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return sag(line);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("rollout.yaml"), text).toString();
    }

    private static String done(CommandLineRun run) {
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    private void started(String text) throws IOException {
        done(rollout("create", file(text), "--by", "ann"));
        done(rollout("approve", NAME, "--by", "ann"));
        done(rollout("start", NAME, "--by", "ann"));
    }

    private CommandLineRun await() {
        return rollout("show", NAME, "--wait");
    }

    private void awaitShown(String text) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!done(rollout("show", NAME)).contains(text)) {
            assertThat(System.nanoTime()).as(text).isLessThan(deadlineNanos);
        }
    }

    @Test
    @DisplayName("R9, R12: created, approved, started, approved behind the canary, and finished")
    void aFleetIsUpgradedFromTheCommandLine() throws IOException {
        String created = done(rollout("create", file(TO_ALL), "--by", "ann"));
        assertThat(created)
                .contains("The rollout is sound.\n")
                .endsWith("to all (ro-1): waiting for approval, waits for who agrees to its devices\n");
        assertThat(done(rollout("approve", NAME, "--by", "ann")))
                .isEqualTo("to all (ro-1): scheduled, waits for its start\n");
        assertThat(done(rollout("start", "ro-1", "--by", "ann")))
                .startsWith("to all (ro-1): running, waits for the devices of wave 1");

        awaitShown("waits for who agrees to go on behind wave 1\n");
        done(rollout("approve", NAME));
        CommandLineRun finished = await();

        assertThat(finished.exitCode()).as(finished.toString()).isZero();
        assertThat(finished.out().lines().toList()).last().isEqualTo("to all: finished");
        assertThat(done(sag("devices", "--firmware", "=2.5.0", "--json")).lines())
                .hasSize(2);
        assertThat(done(rollout("log", NAME)))
                .containsSubsequence(
                        "draft                 ann: created\n",
                        "waiting for approval  rollout: its members are known\n",
                        "scheduled             ann: approved\n",
                        "running               ann: started\n",
                        "finished              rollout: ");
        assertThat(done(rollout("list", "--columns", "name,state,succeeded")))
                .isEqualTo("name    state     succeeded\nto all  finished  2\n");
        assertThat(done(sag("events", "--kind", "rollout,wave", "--no-follow")))
                .contains("to all, running, started, by ann\n", "to all, wave 1, waits for approval\n");
        done(rollout("remove", NAME));
        assertThat(done(rollout("list", "--json"))).isEmpty();
    }

    @Test
    @DisplayName("R9, R14: a failure halts it and is shown with its cause; what has failed is tried again")
    void aFailureHaltsItAndIsTriedAgain() throws IOException {
        done(rollout("create", file(TO_ALL)));
        String canary = done(rollout("members", NAME, "--wave", "1", "--columns", "serial"))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        done(sag("device", canary, "fault", "check"));
        done(rollout("approve", NAME));
        done(rollout("start", NAME));

        CommandLineRun halted = await();
        assertThat(halted.exitCode()).isEqualTo(ExitCodes.MISSED);
        assertThat(halted.out().lines().toList())
                .last()
                .asString()
                .startsWith("to all: halted by rollout (wave 1: 1 of 1 failed, halts at 1)");
        String shown = done(rollout("show", NAME));
        assertThat(shown).contains("failed in  cause", "wave 1     ", "waits for who lets it go on\n");
        assertThat(done(rollout("members", NAME, "--state", "failed", "--columns", "serial,state")))
                .isEqualTo("serial" + " ".repeat(canary.length() - 6) + "  state\n" + canary + "  failed\n");

        CommandLineRun still = rollout("resume", NAME);
        assertThat(still.exitCode()).isEqualTo(ExitCodes.API_ERROR);
        assertThat(still.errors())
                .singleElement()
                .asString()
                .startsWith("sag: OperationDenied.RolloutHalted: rollout ro-1: wave 1: 1 of 1 failed");

        done(rollout("retry", NAME));
        done(rollout("resume", NAME, "--accept", "--why", "it was the fault"));
        done(rollout("approve", NAME, "--wave", "1"));
        assertThat(await().exitCode()).isZero();
        assertThat(done(sag("devices", "--firmware", "=2.5.0", "--json")).lines())
                .hasSize(2);
    }

    @Test
    @DisplayName("R15: if its image is withdrawn, it says so and is not waited for")
    void itsImageIsWithdrawn() throws IOException {
        started(TO_ALL);
        awaitShown("waits for who agrees to go on behind wave 1\n");
        done(sag("firmware", "withdraw", "2.5.0"));
        done(rollout("approve", NAME));

        CommandLineRun stopped = await();

        String why = "waits for a person, since the image of 1 device of wave 2 was withdrawn";
        assertThat(stopped.exitCode()).isEqualTo(ExitCodes.MISSED);
        assertThat(stopped.out().lines().toList()).last().asString().endsWith(", " + why);
        assertThat(done(rollout("show", NAME))).contains(why + '\n');
        assertThat(done(sag("events", "--kind", "wave", "--no-follow")))
                .contains("to all, wave 2, no image, devices 1\n");
    }

    @Test
    @DisplayName("R13, R14: pause, resume and cancel, each with who and why")
    void itIsPausedResumedAndCancelled() throws IOException {
        started(TO_ALL);

        assertThat(done(rollout("pause", NAME, "--hard", "--by", "bob", "--why", "lunch")))
                .startsWith("to all (ro-1): paused by bob (lunch), waits for who lets it go on");
        assertThat(done(rollout("resume", NAME, "--by", "bob"))).startsWith("to all (ro-1): running");
        assertThat(done(rollout("cancel", NAME, "--by", "bob", "--why", "enough")))
                .startsWith("to all (ro-1): cancelled by bob (enough)");
        assertThat(await().exitCode()).isEqualTo(ExitCodes.MISSED);
        assertThat(rollout("start", NAME))
                .isEqualTo(new CommandLineRun(
                        ExitCodes.API_ERROR,
                        "",
                        List.of("sag: IncorrectStatus.Rollout: rollout ro-1: found CANCELLED, required SCHEDULED")));
    }

    @Test
    @DisplayName("R13: of two who change a file at once, the second is told")
    void twoChangeItsFile() throws IOException {
        done(rollout("create", file(TO_ALL)));
        String read = done(rollout("show", NAME, "--file"));
        assertThat(read).startsWith("# revision 1 of ro-1\n");

        String changed = read.replaceFirst("priority: 5", "priority: 7");
        assertThat(done(rollout("edit", NAME, file(changed)))).contains("goes by revision 2\n");
        CommandLineRun second = rollout("edit", NAME, file(read.replaceFirst("priority: 5", "priority: 9")));

        assertThat(second.exitCode()).isEqualTo(ExitCodes.API_ERROR);
        assertThat(second.errors())
                .containsExactly("sag: IncorrectRevision.Rollout: rollout ro-1: policy: found revision 2, required 1");
        assertThat(done(rollout("show", NAME, "--file"))).contains("# revision 2 of ro-1\n", "priority: 7");
        rollout("edit", NAME, file(TO_ALL)).assertIsBadUsage("--revision: missing");
    }

    @Test
    @DisplayName("R20: an unsound rollout exits with 99 and is created with --anyway alone")
    void anUnsoundRollout() throws IOException {
        String nobody = file(TO_ALL + "targets: {models: [APP]}\n");

        CommandLineRun run = rollout("create", nobody);
        assertThat(run.exitCode()).isEqualTo(ExitCodes.MISSED);
        assertThat(run.errors()).containsExactly("sag: rollout to all: unsound (expected: a sound one, or anyway)");
        assertThat(run.out()).contains("unsound: the filters match nothing: models\n", "The rollout is unsound.\n");
        assertThat(rollout("check", nobody).exitCode()).isEqualTo(ExitCodes.MISSED);
        assertThat(done(rollout("check", file(TO_ALL)))).contains("members     2\n", "The rollout is sound.\n");
        assertThat(done(rollout("list", "--json"))).isEmpty();

        assertThat(done(rollout("create", nobody, "--anyway"))).contains("waiting for approval");
    }

    @Test
    void whatIsWrongIsToldInALineEach() throws IOException {
        String broken = file("nmae: a\nimage: 2.5.0\nwaves: [{percent: 50}, {percent: 10}]\npriority: 11");
        for (CommandLineRun run : List.of(rollout("create", broken), rollout("check", broken))) {
            assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.errors()).hasSize(4).allMatch(line -> line.startsWith("sag: " + broken + ':'));
        }
        done(rollout("create", file(TO_ALL)));
        assertThat(rollout("create", file(TO_ALL)).errors())
                .singleElement()
                .asString()
                .startsWith("sag: ResourceAlreadyExists.Rollout: rollout to all: found ro-1");
    }

    @Test
    void badUsageIsToldInOneLine() throws IOException {
        rollout("show", "nobody").assertIsBadUsage("rollout: nobody (expected: one that is there");
        rollout("create", "none.yaml").assertIsBadUsage("none.yaml: no file that can be read");
        done(rollout("create", file(TO_ALL)));
        rollout("approve", NAME, "--wave", "1", "--members", "x").assertIsBadUsage("--members, --wave: both");
        rollout("approve", NAME, "--members", "x").assertIsBadUsage("digest: x");
        rollout("show", NAME, "--wait", "--json").assertIsBadUsage("--wait beside what is shown once");
        rollout("list", "--state", "lost").assertIsBadUsage("state: lost (expected: draft,");
        done(rollout("approve", NAME));
        assertThat(rollout("approve", NAME).errors())
                .containsExactly("sag: rollout to all: found nothing that waits for approval");
        int port = CommandLineRun.unusedPort();
        CommandLineRun.of(
                        "rollout",
                        "list",
                        "--endpoint",
                        "127.0.0.1:" + port,
                        "--data",
                        devices.data().toString())
                .assertFoundNoController(port);
    }

    @Test
    void onATerminalThePictureLivesUntilItIsOver() throws IOException {
        started(TO_ALL);
        done(rollout("cancel", NAME));
        System.setProperty("sag.terminal", "true");
        try {
            CommandLineRun live = rollout("show", NAME);

            List<String> screen = TerminalScreen.of(live.out());
            assertThat(live.exitCode()).isZero();
            assertThat(screen).startsWith("rollout  to all (ro-1)", "image    2.5.0");
            assertThat(screen).anyMatch(line -> line.startsWith("1 canary  ["));
            assertThat(done(rollout("show", NAME, "--once"))).startsWith("rollout  to all (ro-1)\n");
        } finally {
            System.clearProperty("sag.terminal");
        }
    }
}
