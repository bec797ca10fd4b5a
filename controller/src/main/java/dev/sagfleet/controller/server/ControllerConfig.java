package dev.sagfleet.controller.server;

import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.controller.session.SessionTiming;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a controller runs. Read once at start; nothing else reads it.
 *
 * @param dataDirectory where the credentials are kept, and the database if there is one
 * @param address that both ports are bound to; loopback unless a user says otherwise
 * @param apiPort TCP port of the HTTP API; 0 picks a free one
 * @param devicePort TCP port devices connect to; 0 picks a free one
 * @param answerWait how long a call waits for the answers of devices that are online
 * @param grace how long after a start the last status of a device holds before it must have come back
 * @param apiLimits what the API port takes from its peers
 * @param timing of the sessions
 * @param store what the inventory is kept in
 * @param downloads how firmware images are served
 */
public record ControllerConfig(
        Path dataDirectory,
        String address,
        int apiPort,
        int devicePort,
        Duration answerWait,
        Duration grace,
        ApiLimits apiLimits,
        SessionTiming timing,
        StoreKind store,
        DownloadSettings downloads) {
    public static final int API_PORT_DEFAULT = 8640;
    public static final int DEVICE_PORT_DEFAULT = 8641;

    public ControllerConfig {
        requirePort(apiPort, "apiPort");
        requirePort(devicePort, "devicePort");
        if (answerWait.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException(
                    "answerWait: " + answerWait + ", grace: " + grace + " (expected: not negative)");
        }
    }

    /** Everything as usual, in this directory. */
    public static ControllerConfig in(Path dataDirectory) {
        return new ControllerConfig(
                dataDirectory,
                "127.0.0.1",
                API_PORT_DEFAULT,
                DEVICE_PORT_DEFAULT,
                Commands.WAIT_DEFAULT,
                Duration.ofMinutes(1),
                ApiLimits.ofThisProcess(),
                SessionTiming.DEFAULT,
                StoreKind.SQLITE,
                DownloadSettings.DEFAULT);
    }

    public ControllerConfig withPorts(int api, int device) {
        return new ControllerConfig(
                dataDirectory, address, api, device, answerWait, grace, apiLimits, timing, store, downloads);
    }

    public ControllerConfig withTiming(Duration wait, Duration graceAfterStart, SessionTiming other) {
        return new ControllerConfig(
                dataDirectory, address, apiPort, devicePort, wait, graceAfterStart, apiLimits, other, store, downloads);
    }

    public ControllerConfig withApiLimits(ApiLimits other) {
        return new ControllerConfig(
                dataDirectory, address, apiPort, devicePort, answerWait, grace, other, timing, store, downloads);
    }

    public ControllerConfig withStore(StoreKind other) {
        return new ControllerConfig(
                dataDirectory, address, apiPort, devicePort, answerWait, grace, apiLimits, timing, other, downloads);
    }

    public ControllerConfig withDownloads(DownloadSettings other) {
        return new ControllerConfig(
                dataDirectory, address, apiPort, devicePort, answerWait, grace, apiLimits, timing, store, other);
    }

    private static void requirePort(int port, String name) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + ": " + port + " (expected: 0 to 65535)");
        }
    }
}
