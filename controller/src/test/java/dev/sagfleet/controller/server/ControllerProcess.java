package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A controller in a process of its own with a small heap, so that what attacks it takes can be told from the test's. */
final class ControllerProcess implements AutoCloseable {
    private static final int HEAP_MEBIBYTES = 256;
    private static final int KIBIBYTES = 1024;

    private final Process process;
    private final int apiPort;
    private final int devicePort;

    private ControllerProcess(Process process, int apiPort, int devicePort) {
        this.process = process;
        this.apiPort = apiPort;
        this.devicePort = devicePort;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        RunningController running = RunningController.start(
                RunningController.config(Path.of(arguments[0])), Integer.parseInt(arguments[1]));
        System.out.println(running.controller().apiPort());
        System.out.println(running.controller().devicePort());
        new CountDownLatch(1).await();
    }

    /** Starts one that knows so many devices; returns once its ports are open. */
    static ControllerProcess start(Path directory, int devices) throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx" + HEAP_MEBIBYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ControllerProcess.class.getName(),
                        directory.toString(),
                        Integer.toString(devices))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        return new ControllerProcess(process, port(output), port(output));
    }

    private static int port(BufferedReader output) throws IOException {
        return Integer.parseInt(String.valueOf(output.readLine()));
    }

    int apiPort() {
        return apiPort;
    }

    /** A device in session. */
    LockStepDevice online(int index) throws IOException {
        var serial = RunningController.serial(index);
        LockStepDevice device = LockStepDevice.upgraded(devicePort, serial, RunningController.DEVICE_KEY);
        device.sendText(LockStepDevice.hello(serial, "SAG-100WM"));
        device.awaitText("Welcome");
        return device;
    }

    /** What it holds of the memory of the machine now, in MiB; 0 where the system does not say. */
    long residentMebibytes() throws IOException {
        return status("VmRSS:");
    }

    /** The most that it has held so far, likewise. */
    long residentMebibytesMax() throws IOException {
        return status("VmHWM:");
    }

    private long status(String name) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            assertThat(process.isAlive()).isTrue();
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIBIBYTES)
                .sum();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
