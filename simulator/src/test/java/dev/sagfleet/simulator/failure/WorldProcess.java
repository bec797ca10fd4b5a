package dev.sagfleet.simulator.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.JavaCommand;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A world in a process of its own, to be killed or to be kept from writing. */
final class WorldProcess {
    static final FleetDefinition FLEET = FleetDefinition.demo(50, 1);

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));

    private final Process process;
    private final int apiPort;

    private WorldProcess(Process process, int apiPort) {
        this.process = process;
        this.apiPort = apiPort;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ControllerConfig usual = ControllerConfig.in(Path.of(arguments[0])).withPorts(0, 0);
        SessionTiming timing = usual.timing();
        ControllerConfig config = usual.withTiming(
                usual.answerWait(),
                usual.grace(),
                new SessionTiming(
                        timing.greeting(),
                        Duration.parse(arguments[1]),
                        timing.telemetry(),
                        timing.resendFirst(),
                        timing.resendMax()));
        World world = World.start(
                config, Optional.empty(), Optional.of(FLEET), FLEET, Conditions.DEFAULT.withBackoff(BACKOFF));
        System.out.println(world.controller().apiPort());
        new CountDownLatch(1).await();
    }

    /** Starts a world in this directory; returns once its API port is open. */
    static WorldProcess start(Path directory) throws IOException {
        return start(directory, SessionTiming.DEFAULT.keepAlive());
    }

    /** Likewise, with sessions that end after thrice this silence. */
    static WorldProcess start(Path directory, Duration keepAlive) throws IOException {
        Process process = new ProcessBuilder(
                        JavaCommand.of(WorldProcess.class, directory.toString(), keepAlive.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        return new WorldProcess(process, Integer.parseInt(String.valueOf(output.readLine())));
    }

    int apiPort() {
        return apiPort;
    }

    /** Fails every write beyond the beginning of a file from now on, as a disk that is full does. */
    void fillDisk() throws IOException, InterruptedException {
        limitFiles("4096:");
    }

    void freeDisk() throws IOException, InterruptedException {
        limitFiles("unlimited:");
    }

    private void limitFiles(String size) throws IOException, InterruptedException {
        int status = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + size)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it with a signal that no process can handle. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
