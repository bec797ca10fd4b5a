package dev.sagfleet.controller.server;

import dev.sagfleet.agent.file.PrivateFiles;
import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.controller.control.Metrics;
import dev.sagfleet.controller.rpc.Nonces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nonces of both ports, as many as the heap has room for, and kept with the data over a restart. */
final class PortNonces {
    private static final Logger LOG = LoggerFactory.getLogger(PortNonces.class);

    private static final Duration DEVICE_WINDOW = Duration.ofSeconds(DeviceToken.CLOCK_SKEW_SECONDS_MAX);
    private static final String DIRECTORY = "nonces";
    private static final String BOOT = "boot";

    /** Of the machine, another one each time it starts; where there is none, nothing is said of power cuts. */
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Less would not do for a small heap, and is not much: 16 MB. */
    private static final int NONCES_MIN = 1_000_000;

    private static final int API_SHARE_OF_HEAP = 4;
    private static final int DEVICE_SHARE_OF_HEAP = 16;

    private final Nonces api;
    private final Nonces devices;
    private final Report apiReport = new Report("api");
    private final Report deviceReport = new Report("device");

    private PortNonces(Nonces api, Nonces devices) {
        this.api = api;
        this.devices = devices;
    }

    /** Those that were used before and can still be replayed. */
    static PortNonces open(Path dataDirectory, Instant now) throws IOException {
        Path directory = dataDirectory.resolve(DIRECTORY);
        PrivateFiles.createDirectories(directory);
        boolean sameBoot = isSameBoot(directory.resolve(BOOT));
        return new PortNonces(
                open(directory, "api", Nonces.WINDOW, API_SHARE_OF_HEAP, sameBoot, now),
                open(directory, "device", DEVICE_WINDOW, DEVICE_SHARE_OF_HEAP, sameBoot, now));
    }

    private static Nonces open(
            Path directory, String name, Duration window, int shareOfHeap, boolean sameBoot, Instant now)
            throws IOException {
        var files = new NonceFiles(directory, name);
        long fitting = Runtime.getRuntime().maxMemory() / shareOfHeap / Nonces.BYTES_PER_NONCE;
        int most = (int) Math.max(NONCES_MIN, Math.min(Integer.MAX_VALUE / 2, fitting));
        var nonces = new Nonces(most, window, files, System::nanoTime, new SecureRandom().nextLong());
        files.restore(nonces);
        if (!sameBoot) {
            nonces.forgetSignedBefore(now);
        }
        return nonces;
    }

    /** Whether the machine has not started anew since, in which case what was written last may be lost. */
    private static boolean isSameBoot(Path file) throws IOException {
        if (!Files.exists(BOOT_ID)) {
            return true;
        }
        String now = Files.readString(BOOT_ID);
        boolean isSame = !Files.exists(file) || Files.readString(file).equals(now);
        PrivateFiles.write(file, now.getBytes(StandardCharsets.UTF_8));
        return isSame;
    }

    /** Shows how many there are. */
    void show(Metrics metrics) {
        show(metrics, "api", api);
        show(metrics, "device", devices);
    }

    private static void show(Metrics metrics, String port, Nonces nonces) {
        String name = "sagfleet_" + port + "_nonces";
        metrics.gauge(name, "Nonces of the " + port + " port that are remembered.", nonces::size);
        metrics.gauge(name + "_max", "Nonces of the " + port + " port that there is room for.", nonces::noncesMax);
        metrics.counter(
                name + "_turned_away",
                "Correct requests to the " + port + " port that were turned away since there was no room for a nonce.",
                nonces::turnedAway);
    }

    /** Says in the log if requests were turned away since the last time. */
    void report() {
        apiReport.look(api);
        deviceReport.look(devices);
    }

    private static final class Report {
        private final String port;
        private long reported;

        Report(String port) {
            this.port = port;
        }

        void look(Nonces nonces) {
            long turnedAway = nonces.turnedAway();
            if (turnedAway > reported) {
                LOG.warn(
                        "{} correct requests to the {} port were turned away: {} nonces are remembered, which is all that"
                                + " the heap has room for",
                        turnedAway - reported,
                        port,
                        nonces.size());
            }
            reported = turnedAway;
        }
    }

    /** Those of the calls of the API. */
    Nonces api() {
        return api;
    }

    /** Those of the upgrade requests of devices. */
    Nonces devices() {
        return devices;
    }
}
