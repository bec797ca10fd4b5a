package dev.sagfleet.simulator.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.JavaCommand;
import dev.sagfleet.simulator.cli.FleetProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A controller and the fleet of {@link WorldProcess#FLEET}, each in a process of its own that can be paused alone. */
final class ProcessesApart implements AutoCloseable {
    private final Process controller;
    private final Process fleet;
    private final Caller caller;

    private ProcessesApart(Process controller, Process fleet, Caller caller) {
        this.controller = controller;
        this.fleet = fleet;
        this.caller = caller;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ControllerConfig usual = ControllerConfig.in(Path.of(arguments[0])).withPorts(0, 0);
        Controller controller = Controller.start(
                usual.withTiming(
                        usual.answerWait(),
                        Duration.parse(arguments[2]),
                        SessionTiming.DEFAULT.withKeepAlive(Duration.parse(arguments[1]))),
                Optional.empty(),
                List.of());
        System.out.println(controller.apiPort());
        new CountDownLatch(1).await();
    }

    /**
     * Starts both; returns once the API port is open.
     *
     * @param keepAlive sessions end after thrice this silence
     * @param grace how long whoever hung up over a pause of the controller may take to come back
     */
    static ProcessesApart start(Path directory, Duration keepAlive, Duration grace) throws IOException {
        Process controller = new ProcessBuilder(JavaCommand.of(
                        ProcessesApart.class, directory.toString(), keepAlive.toString(), grace.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = controller.inputReader();
        int apiPort = Integer.parseInt(String.valueOf(output.readLine()));
        Process fleet = new ProcessBuilder(FleetProgram.command(
                        directory, WorldProcess.FLEET.blueprint().deviceCount()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ProcessesApart(
                controller, fleet, new Caller(apiPort, Credentials.read(directory.resolve(Credentials.FILE))));
    }

    Caller caller() {
        return caller;
    }

    Process controller() {
        return controller;
    }

    Process fleet() {
        return fleet;
    }

    /** Stops a process as a debugger does, and lets it go on. */
    static void pause(Process process, Duration time) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        Process shell = new ProcessBuilder(
                        "sh", "-c", "kill -STOP " + pid + "; sleep " + time.toSeconds() + "; kill -CONT " + pid)
                .inheritIO()
                .start();
        assertThat(shell.waitFor(2 * time.toSeconds() + 10, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).isZero();
    }

    @Override
    public void close() {
        fleet.destroyForcibly();
        controller.destroyForcibly();
    }
}
