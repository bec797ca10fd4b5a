package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.Device;
import dev.sagfleet.agent.device.DeviceEffect;
import dev.sagfleet.agent.device.DeviceEvent;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareEvent;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.shaping.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The device of an agent at work: what it knows, what it has yet to do, what its flash holds, its boots and its firmware.
 * On the loop of its agent.
 */
final class DeviceWork implements DeviceEffect.Handler {
    private final AgentSetup setup;
    private final AgentHost host;
    private final Agent agent;
    private final EffectQueue effects = new EffectQueue();
    private final CommandQueue commands;
    private final Boot boot;
    private DeviceState state;
    private DeviceState durable;

    /** Nothing as long as it was never told of an image, since a fleet has very many devices. */
    private @Nullable FirmwareWork firmware;

    DeviceWork(AgentSetup setup, AgentHost host, Agent agent, int firstBucket) {
        this.setup = setup;
        this.host = host;
        this.agent = agent;
        state = setup.state();
        durable = setup.state();
        commands = new CommandQueue(setup.delays());
        boot = new Boot(
                setup.traffic(),
                host.buckets(),
                firstBucket,
                state.rates(),
                host.loop().nanoTime());
        firmware = kept(setup.firmware());
    }

    private @Nullable FirmwareWork kept(Optional<FirmwareState> kept) {
        return host.firmware().isPresent() && kept.isPresent()
                ? FirmwareWork.kept(setup, host, host.firmware().get(), this, kept.get())
                : null;
    }

    DeviceState state() {
        return state;
    }

    /** What it knows of its images; nothing if it was never told of one. */
    Optional<FirmwareState> firmware() {
        return Optional.ofNullable(firmware).map(FirmwareWork::state);
    }

    /** Its latest boot. */
    Boot boot() {
        return boot;
    }

    /** Whether what it runs has started, and may connect. */
    boolean mayConnect() {
        return firmware == null || firmware.isOn();
    }

    /** When the next command is due. */
    long dueAtNanos() {
        return commands.dueAtNanos();
    }

    void deliver(long nowNanos) {
        commands.deliver(nowNanos, this::obey);
    }

    /** Begins with what it holds; the first boot takes no time, since it is on. */
    void begin() {
        Device.shape(state).runOn(this);
        if (firmware != null && !firmware.isPowered()) {
            firmware.powerOn();
        }
    }

    /** Somebody puts another image on it. */
    void flash(FirmwareVersion version) {
        if (firmware == null) {
            step(new DeviceEvent.FirmwareChanged(version));
        } else {
            firmware.step(new FirmwareEvent.Flashed(version));
        }
    }

    /** Takes in a message, and says whether it gets round to that when it is due, and not now. */
    boolean received(DownlinkMessage message, long nowNanos) {
        boolean isKept = commands.keep(message, nowNanos);
        if (!isKept) {
            obey(message);
        }
        return isKept;
    }

    private void obey(DownlinkMessage message) {
        Optional<FirmwareEvent> event = FirmwareMessages.event(message);
        if (event.isEmpty() || host.firmware().isEmpty()) {
            step(new DeviceEvent.Received(message));
            return;
        }
        if (firmware == null && FirmwareMessages.isOrder(message)) {
            firmware = FirmwareWork.ofUntouched(setup, host, host.firmware().get(), this);
        }
        firmware(work -> work.step(event.get()));
    }

    /** A connection has opened. */
    void connected() {
        firmware(work -> work.step(new FirmwareEvent.Connected()));
        step(new DeviceEvent.Connected(setup.chance().bootId(boot.number()), report(), heldFirmware()));
    }

    private Optional<FirmwareReport> report() {
        if (firmware != null) {
            return Optional.of(firmware.report());
        }
        FirmwareVersion version = state.firmware();
        return host.firmware()
                .map(ports -> FirmwareReport.factory(
                        version, Digest.ofFactory(setup.identity().model(), version)));
    }

    private AspectStatus heldFirmware() {
        return firmware == null ? state.held(Aspect.FIRMWARE) : firmware.held();
    }

    /** The connection is a session from now on. */
    void welcomed(Welcome welcome) {
        firmware(work -> work.step(new FirmwareEvent.Welcomed(welcome.controllerWasAway())));
    }

    /** The connection has ended, and with it what came over it. */
    void disconnected() {
        commands.clear();
        firmware(work -> work.step(new FirmwareEvent.Disconnected()));
    }

    /** What it fetches is cut off, as its connection to the controller is. */
    void cut() {
        firmware(FirmwareWork::cut);
    }

    private void firmware(Consumer<FirmwareWork> work) {
        if (firmware != null) {
            work.accept(firmware);
        }
    }

    private void step(DeviceEvent event) {
        var step = Device.step(setup.identity(), state, event);
        state = step.next();
        List<DeviceEffect> followUps = step.effects();
        if (!followUps.isEmpty()) {
            List<Runnable> runs = new ArrayList<>(followUps.size());
            for (DeviceEffect effect : followUps) {
                runs.add(() -> effect.runOn(this));
            }
            run(runs);
        }
    }

    /** Does something after all that came before. */
    void run(Runnable last) {
        effects.add(List.of(last));
    }

    /** Runs effects after all that came before. */
    void run(List<Runnable> others) {
        effects.add(others);
    }

    /** How long it takes over something now. */
    long draw(DelayPoint point) {
        return commands.draw(point);
    }

    /** An image of this version has started. */
    void runs(FirmwareVersion version) {
        step(new DeviceEvent.Started(version));
    }

    /** What it runs has started, and may connect. */
    void started() {
        host.timers().schedule(agent);
    }

    /** Its power fails and comes back. */
    void powerFails(Optional<DeviceState> kept, Optional<FirmwareState> keptFirmware) {
        Optional<FirmwareState> images = firmware == null ? keptFirmware : firmware.powerFails(keptFirmware);
        become(kept.orElse(durable), images);
        reboot();
    }

    /** Makes it what it was when it left the factory. */
    void resetTo(DeviceState factoryState) {
        become(factoryState, Optional.empty());
    }

    private void become(DeviceState other, Optional<FirmwareState> images) {
        effects.clear();
        state = other;
        durable = other;
        firmware(FirmwareWork::powerOff);
        firmware = kept(images);
    }

    /** Holds back what comes next until something is kept; a flash that fails is a power cut. */
    void hold(CompletionStage<?> saving, Runnable kept) {
        effects.holdWhile(saving, host.loop(), failure -> {
            if (failure == null) {
                kept.run();
            } else {
                host.flashFailures().report("flash failed: serial=" + agent.serial(), failure);
                powerFails(Optional.empty(), Optional.empty());
            }
        });
    }

    @Override
    public void persist(DeviceState next) {
        hold(host.flash().save(agent.serial(), next), () -> durable = next);
    }

    @Override
    public void shape(Rates rates, boolean forwarding) {
        boolean carries = firmware == null || firmware.carriesTraffic();
        boot.shape(rates, forwarding && carries, host.loop().nanoTime());
    }

    @Override
    public void send(UplinkMessage message) {
        agent.send(message);
    }

    @Override
    public void openSession(Welcome welcome) {
        agent.openSession(welcome);
    }

    /**
     * It is off from now on, although its connection may take a moment to end. What it was about to do, and has not kept,
     * is lost.
     */
    @Override
    public void reboot() {
        effects.clear();
        state = durable;
        bootFor(commands.draw(DelayPoint.BOOT));
    }

    void bootFor(long nanos) {
        commands.clear();
        firmware(FirmwareWork::powerOff);
        boot.again(setup.traffic(), state.rates(), host.loop().nanoTime() + nanos);
        Device.shape(state).runOn(this);
        firmware(FirmwareWork::powerOn);
        agent.boots();
    }
}
