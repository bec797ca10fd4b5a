package dev.sagfleet.simulator.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.Registration;
import dev.sagfleet.controller.inventory.Site;
import dev.sagfleet.controller.server.Controller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/** A controller with devices of 1 Gbit/s that fetch images from it. */
final class ImageServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DeviceKey KEY = new DeviceKey("0123456789abcdef".repeat(4));
    private static final String ROOT = "/_sag/firmware/";
    private static final int PIECE_BYTES = 500_000;

    private final ScratchDirectory directory;
    private final Controller controller;
    private final HttpClient http = HttpClient.newHttpClient();

    private ImageServer(ScratchDirectory directory, Controller controller) {
        this.directory = directory;
        this.controller = controller;
    }

    static ImageServer start(int devices) throws IOException {
        ScratchDirectory directory = ScratchDirectory.create();
        Controller controller = Controller.start(
                BenchmarkWorld.config(directory, Duration.ofHours(1))
                        .withDownloads(DownloadSettings.DEFAULT.withLimits(
                                2 * devices, Duration.ofHours(1), Duration.ofMinutes(10))),
                Optional.empty(),
                List.of());
        List<Site> sites =
                IntStream.range(0, devices).mapToObj(ImageServer::site).toList();
        controller
                .store()
                .write(transaction -> {
                    Registration.registerSites(transaction, sites);
                    return sites.size();
                })
                .toCompletableFuture()
                .join();
        return new ImageServer(directory, controller);
    }

    private static SerialNumber serial(int index) {
        return new SerialNumber("vcpe" + index);
    }

    private static Site site(int index) {
        var instance = new Instance(
                "sag-" + index,
                "cn-shanghai",
                "vcpe " + index,
                DeviceModel.SAG_VCPE,
                HaType.NO_BACKUP,
                DeviceModel.SAG_VCPE.megabitsMax(),
                0,
                Optional.empty(),
                false,
                Optional.empty(),
                index,
                Long.MAX_VALUE / 2);
        var device = new Device(
                serial(index),
                instance.id(),
                DeviceModel.SAG_VCPE,
                Optional.empty(),
                Optional.empty(),
                KEY,
                HaRole.ACTIVE,
                Presence.NEVER_SEEN);
        return new Site(instance, List.of(device));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), controller.devicePort());
    }

    /** A file with bytes that nothing can be made of but themselves. */
    Path file(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new SplittableRandom(1).nextBytes(content);
        return Files.write(directory.path().resolve("image"), content);
    }

    /** Makes an image of a seed, and returns its digest. */
    String build(int bytes) throws IOException, InterruptedException {
        return ask(
                        "POST",
                        "images",
                        ("{\"models\":[\"SAG-VCPE\"],\"version\":\"2.5\",\"sizeBytes\":" + bytes + '}').getBytes(UTF_8))
                .path("digest")
                .asText();
    }

    /** Makes an image of a file, and returns its digest. */
    String upload(Path file) throws IOException, InterruptedException {
        byte[] bytes = Files.readAllBytes(file);
        String digest = Digest.of(sha256(bytes)).hex();
        String described = "{\"models\":[\"SAG-VCPE\"],\"version\":\"2.6\",\"sizeBytes\":" + bytes.length
                + ",\"digest\":\"" + digest + "\"}";
        ask("POST", "uploads", described.getBytes(UTF_8));
        for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PIECE_BYTES));
            ask("PUT", "uploads/" + digest + "?offset=" + at, piece);
        }
        ask("POST", "uploads/" + digest + "/seal", new byte[0]);
        return digest;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private JsonNode ask(String method, String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + controller.apiPort() + ROOT + path))
                .header("Authorization", "Bearer " + controller.credentials().controlToken())
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new BenchmarkException(path + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** What as many devices send to fetch an image. */
    List<byte[]> requests(String digest, int devices) {
        return IntStream.range(0, devices)
                .mapToObj(index -> request(new Digest(digest), serial(index)))
                .toList();
    }

    private byte[] request(Digest image, SerialNumber serial) {
        Instant now = Instant.now();
        String link = controller.downloadLinks().mint(serial, image, "job", now.toEpochMilli());
        String token =
                DeviceToken.sign(serial, KEY, now, UUID.randomUUID().toString()).toHeader();
        return ("GET " + link + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + token + "\r\n\r\n").getBytes(UTF_8);
    }

    @Override
    public void close() {
        controller.close();
        directory.close();
    }
}
