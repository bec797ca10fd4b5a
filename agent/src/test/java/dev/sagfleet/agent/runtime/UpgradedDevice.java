package dev.sagfleet.agent.runtime;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.shaping.OfferedLoad;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.timing.ManualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One device that can be upgraded, and what plays its controller and its flash, on a time that passes only here. */
final class UpgradedDevice implements ScriptedLinks.Controller, Flash {
    private static final long EPOCH = 1;
    private static final Instant BEGIN = Instant.ofEpochSecond(1_700_000_000);

    final ManualLoop loop = new ManualLoop();
    final ScriptedFetches fetches = new ScriptedFetches(loop);
    final List<Hello> hellos = new ArrayList<>();
    final List<UplinkMessage> told = new ArrayList<>();
    final List<FirmwareState> kept = new ArrayList<>();
    final Agent agent;

    /** What it said last of its traffic. */
    Optional<Telemetry> traffic = Optional.empty();

    /** When its power fails. */
    PowerCut powerCut = write -> false;

    /** How long it takes to keep what is not of its firmware. */
    Duration savesIn = Duration.ZERO;

    /** Whether the controller is there. */
    boolean hasController = true;

    private final long beganNanos = loop.nanoTime();
    private ScriptedLinks.@Nullable Line line;
    private Optional<DeviceState> keptState = Optional.empty();
    private int writes;

    /** At which writes of its firmware's state: an even number is before one, the next one after it. */
    interface PowerCut {
        boolean at(int write);
    }

    UpgradedDevice(DeviceModel model, ImageBehaviour images) {
        var host = new AgentHost(
                loop,
                new ScriptedLinks(loop, this, false),
                this,
                new ConnectGate(1),
                loop,
                new TokenBuckets(Traffic.BUCKETS),
                AgentKeys.LASTING,
                Optional.of(new FirmwarePorts(
                        fetches, SignedImage.TRUSTED, () -> BEGIN.plusNanos(loop.nanoTime() - beganNanos))));
        var setup = new AgentSetup(
                new DeviceIdentity(new SerialNumber("sag1"), model, Optional.empty()),
                new DeviceKey("0".repeat(64)),
                DeviceState.factory(model, FirmwareVersion.parse("2.3.9")),
                OfferedLoad.NONE,
                Backoff.DEFAULT,
                UpgradedDevice::delay,
                (point, attempt) -> 31L * point.name().hashCode() + attempt,
                Optional.empty(),
                images);
        agent = new Agent(setup, host, 0);
        agent.connectIn(Duration.ZERO);
        pass(Duration.ofSeconds(1));
    }

    private static long delay(DelayPoint point, long attempt) {
        return switch (point) {
            case BOOT -> Duration.ofSeconds(10).toNanos();
            case VERIFY -> Duration.ofSeconds(2).toNanos();
            case INSTALL -> Duration.ofSeconds(20).toNanos();
            default -> 0;
        };
    }

    void pass(Duration time) {
        loop.pass(time);
    }

    void say(DownlinkMessage message) {
        requireNonNull(line).send(EPOCH, message);
        pass(Duration.ofMillis(1));
    }

    /** The states that the controller was told of, in their order, without repetitions in a row. */
    List<UpdateState> states() {
        List<UpdateState> states = new ArrayList<>();
        told.stream()
                .filter(FirmwareProgress.class::isInstance)
                .map(message -> ((FirmwareProgress) message).state())
                .filter(state -> states.isEmpty() || states.get(states.size() - 1) != state)
                .forEach(states::add);
        return states;
    }

    Hello lastHello() {
        return hellos.get(hellos.size() - 1);
    }

    FirmwareProgress lastJob() {
        return lastHello().report().orElseThrow().job().orElseThrow();
    }

    UpgradeJob job() {
        return agent.firmware().orElseThrow().job().orElseThrow();
    }

    @Override
    public void asked(ScriptedLinks.Line asking) {
        if (hasController) {
            asking.letIn();
        } else {
            asking.end("nobody there", Duration.ZERO);
        }
    }

    @Override
    public void received(ScriptedLinks.Line from, Envelope<UplinkMessage> envelope) {
        line = from;
        if (envelope.message() instanceof Hello hello) {
            hellos.add(hello);
            from.send(EPOCH, new Welcome(Duration.ofHours(1), Duration.ofHours(1)));
        } else if (envelope.message() instanceof Telemetry telemetry) {
            traffic = Optional.of(telemetry);
        } else {
            told.add(envelope.message());
        }
    }

    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
        keptState = Optional.of(state);
        if (savesIn.isZero()) {
            return CompletableFuture.completedFuture(serial);
        }
        var saving = new CompletableFuture<SerialNumber>();
        loop.schedule(savesIn, () -> saving.complete(serial));
        return saving;
    }

    @Override
    public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state) {
        int write = writes++;
        if (powerCut.at(2 * write)) {
            powerFails();
            return new CompletableFuture<>();
        }
        kept.add(state);
        if (powerCut.at(2 * write + 1)) {
            powerFails();
            return new CompletableFuture<>();
        }
        return CompletableFuture.completedFuture(serial);
    }

    /** Comes back with what its flash holds. */
    void powerFails() {
        loop.execute(() -> agent.powerFails(
                keptState, kept.isEmpty() ? Optional.empty() : Optional.of(kept.get(kept.size() - 1))));
    }

    int writes() {
        return writes;
    }
}
