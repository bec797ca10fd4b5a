package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.Device;
import dev.sagfleet.agent.device.DeviceEffect;
import dev.sagfleet.agent.device.DeviceEvent;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Silence;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.timing.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One device at work: it stays connected, does what its controller says, carries traffic and reports it. On one loop. */
public final class Agent extends Timer implements DeviceEffect.Handler, DeviceLink.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final AgentSetup setup;
    private final AgentHost host;
    private final DeviceLink link;
    private final CommandQueue commands;
    private final EffectQueue effects = new EffectQueue(this);
    private final KeepAlive keepAlive = new KeepAlive();
    private final Reporting reporting = new Reporting();
    private final Attempts attempts = new Attempts();
    private final Boot boot;
    private DeviceState state;
    private DeviceState durable;
    private Connection connection = Connection.DOWN;
    private long epoch;

    /** An agent that is not connected yet, whose {@link Traffic#BUCKETS} buckets begin with {@code firstBucket}. */
    public Agent(AgentSetup setup, AgentHost host, int firstBucket) {
        this.setup = setup;
        this.host = host;
        this.state = setup.state();
        this.durable = setup.state();
        this.link = host.links().of(this);
        this.commands = new CommandQueue(setup.delays());
        this.boot = new Boot(setup.traffic(), host.buckets(), firstBucket, state.rates(), now());
    }

    public SerialNumber serial() {
        return setup.identity().serial();
    }

    /** Whether it is in session. */
    public boolean isOnline() {
        return connection == Connection.IN_SESSION;
    }

    /** Its latest boot. */
    public Boot boot() {
        return boot;
    }

    /** What the device knows and holds now. */
    public DeviceState state() {
        return state;
    }

    /** Connects after the delay, and stays connected from then on. */
    public void connectIn(Duration delay) {
        attempts.want(true);
        connectAfter(delay);
        Device.shape(state).runOn(this);
    }

    /** Connects as soon as a device can whose network has come back. */
    public void reconnect() {
        connectIn(Duration.ofNanos(commands.draw(DelayPoint.CONNECT)));
    }

    private void connectAfter(Duration delay) {
        attempts.planAt(Math.max(now() + delay.toNanos(), boot.atNanos()));
        host.timers().schedule(this);
    }

    /** Reports its traffic till now, if it is on and in session, as it does by itself where regular signals are needed. */
    public void report() {
        if (isOnline() && boot.isOver(now())) {
            send(boot.telemetry(now()));
        }
    }

    /** Ends the connection and stays away until it is told to connect. */
    public void disconnect() {
        attempts.want(false);
        link.close();
    }

    /** Ends the connection as a network failure would; the agent comes back by itself. */
    public void cut() {
        link.close();
    }

    /** Puts another firmware on the device; it boots with it. */
    public void changeFirmware(FirmwareVersion firmware) {
        attempts.beginAnew();
        step(new DeviceEvent.FirmwareChanged(firmware));
    }

    /** Switches the device off and on, once its flash holds what it is to hold. */
    public void powerCycle() {
        attempts.beginAnew();
        effects.add(List.of(new DeviceEffect.Reboot()));
    }

    /** Lets its power fail and come back: it boots with what its flash has kept, if that is anything new. */
    public void powerFails(Optional<DeviceState> kept) {
        become(kept.orElse(durable));
        reboot();
    }

    /** Makes it what it was when it left the factory, on and connecting; whoever calls this empties its flash meanwhile. */
    public void resetTo(DeviceState factoryState) {
        become(factoryState);
        attempts.beginAnew();
        attempts.want(true);
        bootFor(0);
    }

    private void become(DeviceState other) {
        effects.clear();
        state = other;
        durable = other;
    }

    @Override
    protected long dueAtNanos() {
        return switch (connection) {
            case DOWN -> attempts.isWanted() ? attempts.plannedNanos() : NEVER;
            case OPEN -> keepAlive.dueAtNanos();
            case IN_SESSION ->
                Math.max(
                        boot.atNanos(),
                        Math.min(Math.min(reporting.dueAtNanos(), keepAlive.dueAtNanos()), commands.dueAtNanos()));
            default -> NEVER;
        };
    }

    /** One device that fails must not stop all. */
    @Override
    protected void onDue(long nowNanos) {
        try {
            if (connection == Connection.DOWN) {
                connection = Connection.QUEUED;
                host.gate().queue(this);
                return;
            }
            keepAlive.tend(link, nowNanos);
            if (isOnline()) {
                if (reporting.isDue(nowNanos)) {
                    report();
                }
                commands.deliver(nowNanos, message -> step(new DeviceEvent.Received(message)));
            }
        } catch (RuntimeException e) {
            LOG.error("device failed: serial={}", serial(), e);
        }
    }

    /** Connects, now that it is its turn, and says whether it still wants to: it may have been switched off. */
    boolean enter() {
        boolean connects = attempts.isWantedBy(now());
        connection = connects ? Connection.CONNECTING : Connection.DOWN;
        host.timers().schedule(this);
        if (connects) {
            link.connect(serial(), host.keys().of(setup));
        }
        return connects;
    }

    private void step(DeviceEvent event) {
        var step = Device.step(setup.identity(), state, event);
        state = step.next();
        effects.add(step.effects());
    }

    private long now() {
        return host.loop().nanoTime();
    }

    @Override
    public void opened() {
        connection = Connection.OPEN;
        keepAlive.begin(host.links(), Silence.GREETING_KEEP_ALIVE, now());
        host.timers().schedule(this);
        step(new DeviceEvent.Connected(setup.chance().bootId(boot.number())));
    }

    @Override
    public void received(Envelope<DownlinkMessage> envelope) {
        if (envelope.message() instanceof Welcome) {
            epoch = envelope.epoch();
        }
        if (envelope.epoch() != epoch || !boot.isOver(now())) {
            return;
        }
        if (commands.keep(envelope.message(), now())) {
            host.timers().schedule(this);
        } else {
            step(new DeviceEvent.Received(envelope.message()));
        }
    }

    @Override
    public void heard() {
        keepAlive.heard(now());
    }

    @Override
    public void keyRefused() {
        host.keys().refused(this);
    }

    @Override
    public void closed(String reason, Duration retryAfter) {
        if (connection.isOnItsWay()) {
            host.gate().leave();
        }
        Duration pause = attempts.pause(isOnline(), now(), retryAfter, setup.backoff(), setup.chance());
        connection = Connection.DOWN;
        epoch = Envelope.NO_SESSION;
        commands.clear();
        connectAfter(pause);
    }

    @Override
    public void persist(DeviceState next) {
        effects.holdWhile(host.flash().save(serial(), next), host.loop(), failure -> persisted(next, failure));
    }

    /** A flash that fails is a power cut: the device is again what it was when its flash last worked. */
    private void persisted(DeviceState next, @Nullable Throwable failure) {
        if (failure == null) {
            durable = next;
        } else {
            host.flashFailures().report("flash failed: serial=" + serial(), failure);
            powerFails(Optional.empty());
        }
    }

    @Override
    public void shape(Rates rates, boolean forwarding) {
        boot.shape(rates, forwarding, now());
    }

    /** Outside a session only a Hello is sent; whatever else there was to say, the next Hello says. */
    @Override
    public void send(UplinkMessage message) {
        if (message instanceof Hello || epoch != Envelope.NO_SESSION) {
            link.send(new Envelope<>(message instanceof Hello ? Envelope.NO_SESSION : epoch, message));
        }
    }

    /** By the time that the effects before it have run, the connection may have ended. */
    @Override
    public void openSession(Welcome opened) {
        if (connection != Connection.OPEN || epoch == Envelope.NO_SESSION) {
            return;
        }
        connection = Connection.IN_SESSION;
        host.gate().leave();
        attempts.inSession(now());
        keepAlive.begin(host.links(), opened.keepAlive(), now());
        reporting.begin(host.links(), opened.telemetry(), attempts.phase(setup.chance()), now());
        host.timers().schedule(this);
    }

    /** It is off from now on, although its connection may take a moment to end. */
    @Override
    public void reboot() {
        bootFor(commands.draw(DelayPoint.BOOT));
    }

    private void bootFor(long nanos) {
        commands.clear();
        boot.again(setup.traffic(), state.rates(), now() + nanos);
        Device.shape(state).runOn(this);
        if (!isOnline()) {
            connectAfter(Duration.ZERO);
        }
        link.close();
    }
}
