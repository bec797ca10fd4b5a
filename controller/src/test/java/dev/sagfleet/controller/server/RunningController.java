package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.Registration;
import dev.sagfleet.controller.inventory.Site;
import dev.sagfleet.controller.rpc.AccessKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A controller on free ports that knows some single SAG-100WM, none of them connected. */
final class RunningController implements AutoCloseable {
    static final AccessKey ROOT = new AccessKey("LTAItest", "the-secret-of-the-root-access-key");
    static final DeviceKey DEVICE_KEY = new DeviceKey("5ec2e7".repeat(10) + "5ec2");

    /** Time for the slowest machine; reached in a failing test only. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(5);
    private static final int DEVICES = 4;

    private final Controller controller;

    private RunningController(Controller controller) {
        this.controller = controller;
    }

    /** As patient as usual. */
    static RunningController start(Path directory) throws IOException {
        return start(config(directory));
    }

    static ControllerConfig config(Path directory) {
        return ControllerConfig.in(directory).withPorts(0, 0);
    }

    static RunningController start(ControllerConfig config) throws IOException {
        return start(config, DEVICES);
    }

    static RunningController start(ControllerConfig config, int devices) throws IOException {
        Controller controller = Controller.start(config, Optional.of(ROOT), List.of());
        List<Site> sites =
                IntStream.range(0, devices).mapToObj(RunningController::site).toList();
        controller
                .store()
                .write(transaction -> {
                    Registration.registerSites(transaction, sites);
                    return sites;
                })
                .toCompletableFuture()
                .join();
        return new RunningController(controller);
    }

    static SerialNumber serial(int index) {
        return new SerialNumber("sagtest" + index);
    }

    /** Waits for something to become true. */
    static void await(String what, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadlineNanos);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    Controller controller() {
        return controller;
    }

    /** A device in session. */
    LockStepDevice online(int index) throws IOException {
        LockStepDevice device = LockStepDevice.upgraded(controller.devicePort(), serial(index), DEVICE_KEY);
        device.sendText(LockStepDevice.hello(serial(index), "SAG-100WM"));
        device.awaitText("Welcome");
        return device;
    }

    /** What the device has last shown of itself, as far as is written down. */
    Presence presence(int index) {
        return controller
                .store()
                .read(reading ->
                        reading.devices().find(serial(index)).orElseThrow().presence())
                .toCompletableFuture()
                .join();
    }

    private static Site site(int index) {
        String id = "sag-test" + index;
        var instance = new Instance(
                id,
                "cn-shanghai",
                "test " + index,
                DeviceModel.SAG_100WM,
                HaType.NO_BACKUP,
                10,
                0,
                Optional.of("ccn-test"),
                false,
                Optional.empty(),
                index,
                Long.MAX_VALUE / 2);
        var device = new Device(
                serial(index),
                id,
                DeviceModel.SAG_100WM,
                Optional.empty(),
                Optional.empty(),
                DEVICE_KEY,
                HaRole.ACTIVE,
                Presence.NEVER_SEEN);
        return new Site(instance, List.of(device));
    }

    @Override
    public void close() {
        controller.close();
    }
}
