package dev.sagfleet.agent.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.device.DeviceStateCodec;
import dev.sagfleet.agent.file.FileClaim;
import dev.sagfleet.agent.file.PrivateFiles;
import dev.sagfleet.agent.firmware.Firmware;
import dev.sagfleet.agent.firmware.FirmwareBoot;
import dev.sagfleet.agent.firmware.FirmwareEvent;
import dev.sagfleet.agent.firmware.FirmwareSetup;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.FirmwareStateCodec;
import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Flash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The file of a single agent: which device it is, and what that keeps over a power cut. It is replaced as a whole, so
 * that what is in it is always one state; it holds no key. One agent has it at a time.
 */
public final class AgentFile implements Flash, AutoCloseable {
    private static final int FORMAT = 1;
    private static final int SERIAL_DIGITS = 16;
    private static final int CLOSE_SECONDS_MAX = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileClaim claim;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "sag-agent-file");
        thread.setDaemon(true);
        return thread;
    });

    private DeviceIdentity identity;

    /** What is in the file; changed by the thread that writes. */
    private volatile Content content;

    private boolean isNew;

    /** What a device keeps; the firmware is absent as long as it was never told of an image. */
    private record Content(DeviceState state, Optional<FirmwareState> firmware) {}

    private AgentFile(Path file, FileClaim claim, DeviceIdentity identity, DeviceState state) {
        this.file = file;
        this.claim = claim;
        this.identity = identity;
        content = new Content(state, Optional.empty());
    }

    /**
     * Opens the file, or makes it for a device that is new.
     *
     * @param identity and {@code state} of the device if it is new
     * @throws IOException if it cannot be read or written, holds something else, or another process has it
     */
    public static AgentFile open(Path file, DeviceIdentity identity, DeviceState state) throws IOException {
        PrivateFiles.createDirectoryOf(file);
        FileClaim claim = FileClaim.take(file)
                .orElseThrow(() ->
                        new IOException(file + ".lock: another agent has it (expected: one agent for each file)"));
        try {
            var opened = new AgentFile(file, claim, identity, state);
            if (Files.exists(file)) {
                PrivateFiles.restrict(file);
                opened.read();
            } else {
                opened.write(opened.content);
                opened.isNew = true;
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    /** A serial number that nobody else draws. */
    public static SerialNumber newSerial() {
        return new SerialNumber(
                "sag" + UUID.randomUUID().toString().replace("-", "").substring(0, SERIAL_DIGITS));
    }

    public DeviceIdentity identity() {
        return identity;
    }

    /** What the device holds, as the file has it. */
    public DeviceState state() {
        return content.state();
    }

    /** What it knows of its images, likewise; absent if it was never told of one. */
    public Optional<FirmwareState> firmware() {
        return content.firmware();
    }

    /** Deletes the file if it was made when it was opened: there is no such device. */
    public void discardIfNew() throws IOException {
        if (isNew) {
            Files.deleteIfExists(file);
        }
    }

    /** Puts another firmware on the device while it is off. */
    public void flash(FirmwareVersion version) throws IOException {
        DeviceState flashed = content.state().withFirmware(version);
        if (!flashed.equals(content.state())) {
            write(new Content(flashed, content.firmware().map(kept -> flashed(kept, version))));
        }
    }

    /** As a device does that boots with it. */
    private FirmwareState flashed(FirmwareState kept, FirmwareVersion version) {
        var setup = new FirmwareSetup(identity.model(), new TrustedKeys(List.of()), 0, 0);
        FirmwareBoot on = Firmware.powerOn(kept).next();
        return Firmware.step(setup, on, new FirmwareEvent.Flashed(version), 0, 0)
                .next()
                .state();
    }

    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState next) {
        return save(() -> new Content(next, content.firmware()));
    }

    @Override
    public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState next) {
        return save(() -> new Content(content.state(), Optional.of(next)));
    }

    private CompletionStage<?> save(Supplier<Content> next) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        write(next.get());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                writer);
    }

    private void read() throws IOException {
        try {
            JsonNode node = JSON.readTree(file.toFile());
            if (node.path("format").asInt() != FORMAT) {
                throw new IllegalArgumentException("format: " + node.path("format") + " (expected: " + FORMAT + ')');
            }
            String label = node.path("model").asText();
            identity = new DeviceIdentity(
                    new SerialNumber(node.path("serial").asText()),
                    DeviceModel.labelled(label).orElseThrow(() -> new IllegalArgumentException("model: " + label)),
                    Optional.ofNullable(node.get("user")).map(JsonNode::asText));
            content = new Content(
                    DeviceStateCodec.parse(node.path("state").toString()),
                    Optional.ofNullable(node.get("firmware")).map(text -> FirmwareStateCodec.parse(text.toString())));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new IOException(file + ": not the file of an agent (expected: what an agent wrote)", e);
        }
    }

    /** On disk before it takes the place of what was there. */
    private void write(Content next) throws IOException {
        if (!claim.isCurrent()) {
            throw new IOException(file + ".lock: deleted, so that another agent may have the file (expected: nobody"
                    + " deletes it). End this agent, and start it again.");
        }
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = PrivateFiles.replace(written)) {
            ByteBuffer bytes = ByteBuffer.wrap(format(next).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
        content = next;
    }

    private String format(Content next) throws JsonProcessingException {
        ObjectNode node = JSON.createObjectNode().put("format", FORMAT);
        node.put("serial", identity.serial().text());
        node.put("model", identity.model().label());
        identity.user().ifPresent(user -> node.put("user", user));
        node.set("state", JSON.readTree(DeviceStateCodec.format(next.state())));
        if (next.firmware().isPresent()) {
            node.set(
                    "firmware",
                    JSON.readTree(FirmwareStateCodec.format(next.firmware().get())));
        }
        return node.toPrettyString() + '\n';
    }

    /** Lets another process have the file, once all that was to be saved is. */
    @Override
    public void close() throws IOException {
        writer.shutdown();
        awaitSaved();
        claim.close();
    }

    /** A disk that hangs must not keep the process. */
    private void awaitSaved() throws IOException {
        try {
            if (!writer.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IOException(file + ": not written in " + CLOSE_SECONDS_MAX + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
