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
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.shaping.ShapedTraffic;
import dev.sagfleet.agent.shaping.TokenBuckets;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device at work: it connects and stays connected, does what its controller says, carries its traffic
 * and reports it. All of it runs on one event loop, whose owner calls {@link #tick} some times a second.
 */
public final class Agent implements DeviceEffect.World, DeviceLink.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final int SILENT_KEEP_ALIVES_MAX = 3;

    private enum Connection {
        DOWN,
        CONNECTING,
        OPEN
    }

    private final AgentSetup setup;
    private final EventLoop loop;
    private final Flash flash;
    private final ConnectGate gate;
    private final DeviceLink link;
    private final TokenBuckets buckets;
    private final int firstBucket;
    private final EffectQueue effects = new EffectQueue(this);

    private DeviceState state;
    private DeviceState durable;
    private ShapedTraffic traffic;
    private String bootId = UUID.randomUUID().toString();
    private long bootedNanos;

    private Connection connection = Connection.DOWN;
    private boolean isWanted;
    private int failures;
    private long connectAtNanos;
    private long epoch;
    private @Nullable Welcome welcome;
    private long heardNanos;
    private boolean isPinged;
    private long reportAtNanos;

    /**
     * An agent that is not connected yet.
     *
     * @param firstBucket the first of the {@link ShapedTraffic#BUCKETS} buckets that are this device's
     */
    public Agent(
            AgentSetup setup,
            EventLoop loop,
            InetSocketAddress controller,
            Flash flash,
            ConnectGate gate,
            TokenBuckets buckets,
            int firstBucket) {
        this.setup = setup;
        this.loop = loop;
        this.flash = flash;
        this.gate = gate;
        this.buckets = buckets;
        this.firstBucket = firstBucket;
        this.state = setup.state();
        this.durable = setup.state();
        this.link = new DeviceLink(loop, controller, setup.identity().serial(), setup.key(), this);
        this.bootedNanos = loop.ticker().nanoTime();
        this.traffic = new ShapedTraffic(buckets, firstBucket, setup.load(), state.rates(), bootedNanos);
    }

    public SerialNumber serial() {
        return setup.identity().serial();
    }

    /** Whether it is in session. */
    public boolean isOnline() {
        return welcome != null;
    }

    /** What the device knows and holds now. */
    public DeviceState state() {
        return state;
    }

    /** Connects after the delay, and stays connected from then on. */
    public void connectIn(Duration delay) {
        isWanted = true;
        connectAtNanos = now() + delay.toNanos();
        Device.shape(state).runOn(this);
    }

    /** Ends the connection and stays away until it is told to connect. */
    public void disconnect() {
        isWanted = false;
        link.close();
    }

    /** Ends the connection as a broken line would; the agent comes back by itself. */
    public void cut() {
        link.close();
    }

    /** Puts another firmware on the device; it boots with it. */
    public void changeFirmware(FirmwareVersion firmware) {
        step(new DeviceEvent.FirmwareChanged(firmware));
    }

    /** Switches the device off and on, once its flash holds what it is to hold. */
    public void powerCycle() {
        effects.add(List.of(new DeviceEffect.Reboot()));
    }

    /** Does what is due. */
    public void tick() {
        long nowNanos = now();
        if (connection == Connection.DOWN) {
            if (isWanted && nowNanos - connectAtNanos >= 0 && gate.tryEnter()) {
                connection = Connection.CONNECTING;
                link.connect();
            }
        } else if (welcome != null) {
            keepAlive(welcome, nowNanos);
            if (nowNanos - reportAtNanos >= 0) {
                report(welcome, nowNanos);
            }
        }
    }

    private void keepAlive(Welcome session, long nowNanos) {
        long silentNanos = nowNanos - heardNanos;
        long keepAliveNanos = session.keepAlive().toNanos();
        if (silentNanos >= SILENT_KEEP_ALIVES_MAX * keepAliveNanos) {
            LOG.debug("controller is silent: serial={}", serial());
            link.close();
        } else if (silentNanos >= keepAliveNanos && !isPinged) {
            isPinged = true;
            link.ping();
        }
    }

    private void report(Welcome session, long nowNanos) {
        traffic.advance(nowNanos);
        send(TrafficMeter.telemetry(traffic.counters(), nowNanos - bootedNanos));
        reportAtNanos = Math.max(reportAtNanos, nowNanos - session.telemetry().toNanos())
                + session.telemetry().toNanos();
    }

    private void step(DeviceEvent event) {
        Device.Step step = Device.step(setup.identity(), state, event);
        state = step.next();
        effects.add(step.effects());
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    @Override
    public void opened() {
        gate.leave();
        connection = Connection.OPEN;
        heard();
        step(new DeviceEvent.Connected(bootId));
    }

    @Override
    public void received(Envelope<DownlinkMessage> envelope) {
        if (envelope.message() instanceof Welcome) {
            epoch = envelope.epoch();
        }
        if (envelope.epoch() == epoch) {
            step(new DeviceEvent.Received(envelope.message()));
        }
    }

    @Override
    public void heard() {
        heardNanos = now();
        isPinged = false;
    }

    @Override
    public void closed(String reason) {
        if (connection == Connection.CONNECTING) {
            gate.leave();
        }
        failures = welcome == null ? failures + 1 : 1;
        connection = Connection.DOWN;
        epoch = Envelope.NO_SESSION;
        welcome = null;
        Duration delay = setup.backoff().delayAfter(failures, setup.random());
        connectAtNanos = now() + delay.toNanos();
        LOG.debug("disconnected: serial={} reason={} again in {}", serial(), reason, delay);
    }

    @Override
    public void persist(DeviceState next) {
        effects.hold();
        flash.save(serial(), next).whenComplete((kept, failure) -> {
            if (loop.inEventLoop()) {
                persisted(next, failure);
            } else {
                loop.execute(() -> persisted(next, failure));
            }
        });
    }

    /** A flash that fails is a power cut: the device is again what it was when its flash last worked. */
    private void persisted(DeviceState next, @Nullable Throwable failure) {
        if (failure == null) {
            durable = next;
            effects.release();
        } else {
            LOG.warn("flash failed: serial={}", serial(), failure);
            state = durable;
            effects.clear();
            Device.shape(state).runOn(this);
            reboot();
        }
    }

    @Override
    public void shape(Rates rates, boolean forwarding) {
        long nowNanos = now();
        traffic.setRates(rates, nowNanos);
        traffic.setForwarding(forwarding, nowNanos);
    }

    /** Outside a session only a Hello is sent; whatever else there was to say, the next Hello says. */
    @Override
    public void send(UplinkMessage message) {
        if (message instanceof Hello) {
            link.send(new Envelope<>(Envelope.NO_SESSION, message));
        } else if (epoch != Envelope.NO_SESSION) {
            link.send(new Envelope<>(epoch, message));
        }
    }

    @Override
    public void openSession(Welcome opened) {
        welcome = opened;
        long phaseNanos = (long) (opened.telemetry().toNanos() * setup.random().nextDouble());
        reportAtNanos = now() + phaseNanos;
    }

    @Override
    public void reboot() {
        long nowNanos = now();
        bootId = UUID.randomUUID().toString();
        bootedNanos = nowNanos;
        traffic = new ShapedTraffic(buckets, firstBucket, setup.load(), state.rates(), nowNanos);
        Device.shape(state).runOn(this);
        link.close();
    }
}
