package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.RetryAfter;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Silence;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.controller.session.SessionState;
import dev.sagfleet.simulator.virtual.Entrance.Visit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection, from the device's asking for it until both ends know that it is over. */
public final class VirtualConnection {
    private final VirtualNetwork network;
    private final VirtualTime time;
    private final VirtualLink link;
    private final SerialNumber serial;
    private final SessionPhase phase;
    private @Nullable Entrance entrance;
    private @Nullable Visit visit;
    private long keepAliveNanos = Silence.GREETING_KEEP_ALIVE.toNanos();
    private long sent;
    private long upArrivalNanos;
    private long downArrivalNanos;
    private boolean isBroken;
    private boolean isOpenAtDevice = true;
    private boolean isOpenAtController;

    VirtualConnection(VirtualNetwork network, VirtualLink link, SerialNumber serial) {
        this.network = network;
        this.time = network.time();
        this.link = link;
        this.serial = serial;
        phase = new SessionPhase(transition -> network.watcher().sessionStepped(serial, transition));
    }

    SerialNumber serial() {
        return serial;
    }

    boolean isOpenAtController() {
        return isOpenAtController;
    }

    boolean leadsTo(Entrance place) {
        return entrance == place;
    }

    void setKeepAlive(Duration keepAlive) {
        keepAliveNanos = keepAlive.toNanos();
    }

    void connect(DeviceKey key) {
        network.opened(serial, this);
        long waitNanos = network.leavesNanos(serial) - time.nowNanos();
        if (waitNanos >= VirtualNetwork.CONNECT_TIMEOUT_NANOS) {
            isBroken = true;
            time.schedule(VirtualNetwork.CONNECT_TIMEOUT_NANOS, () -> endAtDevice("connect timed out", Duration.ZERO));
        } else {
            up(() -> ask(key));
        }
    }

    private void ask(DeviceKey key) {
        Entrance asked = network.entrance();
        if (asked == null) {
            down(() -> endAtDevice("connection refused", Duration.ZERO));
            return;
        }
        entrance = asked;
        asked.judge(serial, key).thenAccept(answer -> {
            if (answer.kind() != Entrance.Answer.Kind.LET_IN) {
                down(() -> refused(answer));
            } else if (isOpenAtDevice && !isBroken) {
                isOpenAtController = true;
                phase.becomes(SessionState.Greeting.class);
                visit = asked.open(this);
                down(() -> link.owner().opened());
            }
        });
    }

    private void refused(Entrance.Answer answer) {
        if (answer.kind() == Entrance.Answer.Kind.KEY_REFUSED) {
            link.owner().keyRefused();
        }
        endAtDevice(answer.reason(), answer.retryAfter());
    }

    void sendUp(Envelope<UplinkMessage> envelope) {
        boolean isFirst = envelope.message() instanceof Hello;
        if (isFirst
                || !network.hasStrays()
                || !network.leadsAstray(serial, true, next -> next.up(next.new Uplink(envelope, true)))) {
            up(new Uplink(envelope, false));
        }
    }

    private void arriveUp(Envelope<UplinkMessage> envelope, boolean isAstray) {
        if (isOpenAtController && visit != null) {
            network.watcher().heard(serial, envelope.message(), isAstray);
            if (envelope.message() instanceof Hello) {
                phase.becomes(SessionState.Admitting.class);
            }
            visit.received(envelope);
        }
    }

    void sendDown(Envelope<DownlinkMessage> envelope) {
        if (envelope.message() instanceof Welcome) {
            phase.becomes(SessionState.Online.class);
            down(new Downlink(envelope, false));
            network.bringStrays(serial, this);
        } else if (!network.hasStrays()
                || !network.leadsAstray(serial, false, next -> next.down(next.new Downlink(envelope, true)))) {
            down(new Downlink(envelope, false));
        }
    }

    private void arriveDown(Envelope<DownlinkMessage> envelope, boolean isAstray) {
        network.watcher().told(serial, envelope, isAstray);
        link.owner().heard();
        link.owner().received(envelope);
    }

    void ping() {
        up(() -> {
            if (isOpenAtController && visit != null) {
                visit.pinged();
                down(link.owner()::heard);
            }
        });
    }

    /** Has something happen at the controller once it has got there. */
    private void up(Runnable arrival) {
        up(new Arrival(arrival, false));
    }

    private void up(VirtualTime.Event arrival) {
        upArrivalNanos = arrivalNanos(upArrivalNanos);
        time.schedule(upArrivalNanos - time.nowNanos(), arrival);
    }

    /** Likewise at the device, if it is still there. */
    private void down(Runnable arrival) {
        down(new Arrival(arrival, true));
    }

    private void down(VirtualTime.Event arrival) {
        downArrivalNanos = arrivalNanos(downArrivalNanos);
        time.schedule(downArrivalNanos - time.nowNanos(), arrival);
    }

    /** Not before what was sent before it. */
    private long arrivalNanos(long previousNanos) {
        LineConditions lines = network.lines();
        long soonestNanos = network.leavesNanos(serial) + lines.delayNanos(serial, sent++);
        return Math.max(previousNanos + lines.frameNanos(serial), soonestNanos);
    }

    /** The device hears of it once its call is over, and the controller after all that the device has sent. */
    void closeByDevice() {
        if (!isOpenAtDevice) {
            return;
        }
        up(this::endAtController);
        time.schedule(0, () -> endAtDevice("closed", Duration.ZERO));
    }

    void closeByController(CloseCode code, String reason) {
        if (!isOpenAtController) {
            return;
        }
        isOpenAtController = false;
        phase.closes(code.name());
        Duration retryAfter = code == CloseCode.TRY_AGAIN_LATER ? RetryAfter.ofReason(reason) : Duration.ZERO;
        down(() -> endAtDevice(code.status() + ": " + reason, retryAfter));
        time.schedule(0, this::endAtController);
    }

    void breakOff() {
        isBroken = true;
        long delayNanos = network.lines().delayNanos(serial, sent++);
        time.schedule(delayNanos, () -> endAtDevice("the connection broke", Duration.ZERO));
        time.schedule(delayNanos, this::endAtController);
    }

    void hang() {
        isBroken = true;
        giveUpAfter(Silence.limitNanos(keepAliveNanos));
    }

    void vanish() {
        isBroken = true;
        long limitNanos = Silence.limitNanos(keepAliveNanos);
        endAtDevice("switched off", Duration.ZERO);
        time.schedule(limitNanos, this::endAtController);
    }

    /** What is sent till then arrives later, if either end bears with the other for so long. */
    void silentUntil(long nanos) {
        long limitNanos = Silence.limitNanos(keepAliveNanos);
        if (nanos - time.nowNanos() > limitNanos) {
            isBroken = true;
            giveUpAfter(limitNanos);
        }
    }

    private void giveUpAfter(long nanos) {
        time.schedule(nanos, () -> endAtDevice("silent", Duration.ZERO));
        time.schedule(nanos, this::endAtController);
    }

    void controllerIsGone() {
        isOpenAtController = false;
        isBroken = true;
        visit = null;
        long delayNanos = network.lines().delayNanos(serial, sent++);
        time.schedule(delayNanos, () -> endAtDevice("the connection broke", Duration.ZERO));
    }

    private void endAtDevice(String reason, Duration retryAfter) {
        if (isOpenAtDevice) {
            isOpenAtDevice = false;
            link.ended(this);
            network.ended(serial, this, reason);
            link.owner().closed(reason, retryAfter);
        }
    }

    private void endAtController() {
        isOpenAtController = false;
        phase.closes("disconnected");
        Visit ended = visit;
        if (ended != null) {
            visit = null;
            ended.ended();
        }
    }

    /** A message that gets to the controller. */
    private final class Uplink extends VirtualTime.Event {
        private final Envelope<UplinkMessage> envelope;
        private final boolean isAstray;

        Uplink(Envelope<UplinkMessage> envelope, boolean isAstray) {
            this.envelope = envelope;
            this.isAstray = isAstray;
        }

        @Override
        void happen() {
            if (!isBroken) {
                arriveUp(envelope, isAstray);
            }
        }
    }

    /** A message that gets to the device. */
    private final class Downlink extends VirtualTime.Event {
        private final Envelope<DownlinkMessage> envelope;
        private final boolean isAstray;

        Downlink(Envelope<DownlinkMessage> envelope, boolean isAstray) {
            this.envelope = envelope;
            this.isAstray = isAstray;
        }

        @Override
        void happen() {
            if (!isBroken && isOpenAtDevice) {
                arriveDown(envelope, isAstray);
            }
        }
    }

    private final class Arrival extends VirtualTime.Event {
        private final Runnable arrival;
        private final boolean isAtDevice;

        Arrival(Runnable arrival, boolean isAtDevice) {
            this.arrival = arrival;
            this.isAtDevice = isAtDevice;
        }

        @Override
        void happen() {
            if (!isBroken && (isOpenAtDevice || !isAtDevice)) {
                arrival.run();
            }
        }
    }
}
