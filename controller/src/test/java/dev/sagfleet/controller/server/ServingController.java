package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.firmware.DownloadSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** A controller that serves images for SAG-1000, 600 Mbit/s in all, to clients that it waits for 300 ms. */
final class ServingController implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final RunningController running;
    private final ControlCalls calls;

    private ServingController(RunningController running) {
        this.running = running;
        calls = new ControlCalls(running.controller());
    }

    static ServingController start(Path directory) throws IOException {
        DownloadSettings settings = DownloadSettings.DEFAULT
                .withEgress(Bandwidth.ofMegabits(600))
                .withLimits(2_000, Duration.ofMinutes(15), PATIENCE);
        return new ServingController(
                RunningController.start(RunningController.config(directory).withDownloads(settings)));
    }

    Controller controller() {
        return running.controller();
    }

    DownloadingDevice register(String model, int megabits) throws IOException {
        return DownloadingDevice.register(
                running.controller(), "{\"model\":\"" + model + "\",\"bandwidthMbps\":" + megabits + '}');
    }

    Digest built(long sizeBytes) throws IOException {
        JsonNode image = calls.post(
                "/_sag/firmware/images",
                "{\"models\":[\"SAG-1000\"],\"version\":\"2.5.0\",\"sizeBytes\":" + sizeBytes + '}');
        return new Digest(image.path("digest").textValue());
    }

    Digest uploaded(byte[] bytes) throws IOException {
        Digest digest = digest(bytes);
        String uploads = "/_sag/firmware/uploads";
        calls.post(
                uploads,
                "{\"models\":[\"SAG-1000\"],\"version\":\"2.6.0\",\"sizeBytes\":" + bytes.length + ",\"digest\":\""
                        + digest + "\"}");
        int piece = 500_000;
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] next = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            ControlCalls.done(calls.send("PUT", uploads + '/' + digest + "?offset=" + at, next));
        }
        calls.post(uploads + '/' + digest + "/seal", "");
        return digest;
    }

    void withdraw(Digest image) throws IOException {
        calls.post("/_sag/firmware/images/" + image + "/withdraw", "");
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    static Digest digest(byte[] bytes) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until no download has anything reserved any more. */
    void awaitNothingReserved() {
        RunningController.await("nothing is reserved", () -> {
            try {
                return calls.stream("/metrics").contains("\nsagfleet_firmware_downloads 0.0\n");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Override
    public void close() {
        running.close();
    }
}
