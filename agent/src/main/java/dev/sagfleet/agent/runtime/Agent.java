package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Silence;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.timing.Timer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One device at work: it stays connected, does what its controller says, carries traffic and reports it. On one loop. */
public final class Agent extends Timer implements DeviceLink.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final AgentSetup setup;
    private final AgentHost host;
    private final DeviceLink link;
    private final KeepAlive keepAlive = new KeepAlive();
    private final Reporting reporting = new Reporting();
    private final Attempts attempts = new Attempts();
    private final DeviceWork work;
    private Connection connection = Connection.DOWN;
    private long epoch;

    /** An agent that is not connected yet, whose {@link Traffic#BUCKETS} buckets begin with {@code firstBucket}. */
    public Agent(AgentSetup setup, AgentHost host, int firstBucket) {
        this.setup = setup;
        this.host = host;
        this.link = host.links().of(this);
        this.work = new DeviceWork(setup, host, this, firstBucket);
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
        return work.boot();
    }

    /** What the device knows and holds now. */
    public DeviceState state() {
        return work.state();
    }

    /** What it knows of its images now; nothing if it was never told of one. */
    public Optional<FirmwareState> firmware() {
        return work.firmware();
    }

    /** Connects after the delay, and stays connected from then on. */
    public void connectIn(Duration delay) {
        attempts.want(true);
        connectAfter(delay);
        work.begin();
    }

    /** Connects as soon as a device can whose network has come back. */
    public void reconnect() {
        connectIn(Duration.ofNanos(work.draw(DelayPoint.CONNECT)));
    }

    private void connectAfter(Duration delay) {
        attempts.planAt(Math.max(now() + delay.toNanos(), boot().atNanos()));
        host.timers().schedule(this);
    }

    /** Reports its traffic till now, if it is on and in session, as it does by itself where regular signals are needed. */
    public void report() {
        if (isOnline() && boot().isOver(now())) {
            send(boot().telemetry(now()));
        }
    }

    /** Ends the connection, and what it fetches, and stays away until it is told to connect. */
    public void disconnect() {
        attempts.want(false);
        cut();
    }

    /** Ends the connection, and what it fetches, as a network failure would; the agent comes back by itself. */
    public void cut() {
        work.cut();
        link.close();
    }

    /** Has somebody with a cable put another firmware on the device; it boots with it. */
    public void changeFirmware(FirmwareVersion firmware) {
        attempts.beginAnew();
        work.flash(firmware);
    }

    /** Switches the device off and on, once its flash holds what it is to hold. */
    public void powerCycle() {
        attempts.beginAnew();
        work.run(work::reboot);
    }

    /** Lets its power fail and come back: it boots with what its flash has kept, if that is anything new. */
    public void powerFails(Optional<DeviceState> kept, Optional<FirmwareState> keptFirmware) {
        work.powerFails(kept, keptFirmware);
    }

    /** Makes it what it was when it left the factory, on and connecting; whoever calls this empties its flash meanwhile. */
    public void resetTo(DeviceState factoryState) {
        work.resetTo(factoryState);
        attempts.beginAnew();
        attempts.want(true);
        work.bootFor(0);
    }

    @Override
    protected long dueAtNanos() {
        return switch (connection) {
            case DOWN -> attempts.isWanted() && work.mayConnect() ? attempts.plannedNanos() : NEVER;
            case OPEN -> keepAlive.dueAtNanos();
            case IN_SESSION ->
                Math.max(
                        boot().atNanos(),
                        Math.min(Math.min(reporting.dueAtNanos(), keepAlive.dueAtNanos()), work.dueAtNanos()));
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
                work.deliver(nowNanos);
            }
        } catch (RuntimeException e) {
            LOG.error("device failed: serial={}", serial(), e);
        }
    }

    /** Connects, now that it is its turn, and says whether it still wants to: it may have been switched off. */
    boolean enter() {
        boolean connects = attempts.isWantedBy(now()) && work.mayConnect();
        connection = connects ? Connection.CONNECTING : Connection.DOWN;
        host.timers().schedule(this);
        if (connects) {
            link.connect(serial(), host.keys().of(setup));
        }
        return connects;
    }

    private long now() {
        return host.loop().nanoTime();
    }

    @Override
    public void opened() {
        connection = Connection.OPEN;
        keepAlive.begin(host.links(), Silence.GREETING_KEEP_ALIVE, now());
        host.timers().schedule(this);
        work.connected();
    }

    @Override
    public void received(Envelope<DownlinkMessage> envelope) {
        if (envelope.message() instanceof Welcome) {
            epoch = envelope.epoch();
        }
        if (envelope.epoch() != epoch || !boot().isOver(now())) {
            return;
        }
        if (work.received(envelope.message(), now())) {
            host.timers().schedule(this);
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
        work.disconnected();
        connectAfter(pause);
    }

    /** Outside a session only a Hello is sent; whatever else there was to say, the next Hello says. */
    void send(UplinkMessage message) {
        if (message instanceof Hello || epoch != Envelope.NO_SESSION) {
            link.send(new Envelope<>(message instanceof Hello ? Envelope.NO_SESSION : epoch, message));
        }
    }

    /** By the time that the effects before it have run, the connection may have ended. */
    void openSession(Welcome opened) {
        if (connection != Connection.OPEN || epoch == Envelope.NO_SESSION) {
            return;
        }
        connection = Connection.IN_SESSION;
        host.gate().leave();
        attempts.inSession(now());
        keepAlive.begin(host.links(), opened.keepAlive(), now());
        reporting.begin(host.links(), opened.telemetry(), attempts.phase(setup.chance()), now());
        host.timers().schedule(this);
        work.welcomed(opened);
    }

    /** The device is off, and connects again once its boot is over. */
    void boots() {
        if (!isOnline()) {
            connectAfter(Duration.ZERO);
        }
        link.close();
    }
}
