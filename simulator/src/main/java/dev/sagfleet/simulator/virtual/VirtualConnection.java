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
import dev.sagfleet.controller.connection.SessionHost;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.controller.session.SessionState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection, from the device's asking for it until both ends know that it is over. */
final class VirtualConnection {
    private final VirtualNetwork network;
    private final VirtualTime time;
    private final VirtualLink link;
    private final SerialNumber serial;
    private final SessionPhase phase;
    private @Nullable VirtualPort port;
    private @Nullable SessionHost session;
    private long keepAliveNanos = Silence.GREETING_KEEP_ALIVE.toNanos();
    private long sent;
    private long upArrivalNanos;
    private long downArrivalNanos;
    /** Whether nothing arrives any more. */
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

    boolean belongsTo(VirtualPort process) {
        return port == process;
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
        VirtualPort asked = network.port();
        if (asked == null) {
            down(() -> endAtDevice("connection refused", Duration.ZERO));
            return;
        }
        port = asked;
        asked.judge(serial, key).whenComplete((answer, failure) -> {
            if (failure != null) {
                down(() -> endAtDevice("503 Service Unavailable", VirtualPort.RETRY_AFTER));
            } else if (answer == VirtualPort.Answer.LET_IN && isOpenAtDevice && !isBroken) {
                isOpenAtController = true;
                phase.becomes(SessionState.Greeting.class);
                session = asked.open(this);
                down(() -> link.owner().opened());
            } else {
                down(() -> refused(answer));
            }
        });
    }

    private void refused(VirtualPort.Answer answer) {
        if (answer == VirtualPort.Answer.KEY_REFUSED) {
            link.owner().keyRefused();
            endAtDevice("401 Unauthorized", Duration.ZERO);
        } else {
            endAtDevice("429 Too Many Requests", VirtualPort.RETRY_AFTER);
        }
    }

    void sendUp(Envelope<UplinkMessage> envelope) {
        boolean isFirst = envelope.message() instanceof Hello;
        if (isFirst || !network.leadsAstray(serial, true, next -> next.up(() -> next.arriveUp(envelope, true)))) {
            up(() -> arriveUp(envelope, false));
        }
    }

    private void arriveUp(Envelope<UplinkMessage> envelope, boolean isAstray) {
        if (isOpenAtController && session != null) {
            network.watcher().heard(serial, envelope.message(), isAstray);
            if (envelope.message() instanceof Hello) {
                phase.becomes(SessionState.Admitting.class);
            }
            session.step(new SessionEvent.Received(envelope));
        }
    }

    void sendDown(Envelope<DownlinkMessage> envelope) {
        if (envelope.message() instanceof Welcome) {
            phase.becomes(SessionState.Online.class);
            down(() -> arriveDown(envelope, false));
            network.bringStrays(serial, this);
        } else if (!network.leadsAstray(serial, false, next -> next.down(() -> next.arriveDown(envelope, true)))) {
            down(() -> arriveDown(envelope, false));
        }
    }

    private void arriveDown(Envelope<DownlinkMessage> envelope, boolean isAstray) {
        network.watcher().told(serial, envelope, isAstray);
        link.owner().heard();
        link.owner().received(envelope);
    }

    void ping() {
        up(() -> down(() -> link.owner().heard()));
    }

    /** Has something happen at the controller once it has got there. */
    private void up(Runnable arrival) {
        upArrivalNanos = arrivalNanos(upArrivalNanos);
        time.schedule(upArrivalNanos - time.nowNanos(), () -> {
            if (!isBroken) {
                arrival.run();
            }
        });
    }

    /** Likewise at the device, if it is still there. */
    private void down(Runnable arrival) {
        downArrivalNanos = arrivalNanos(downArrivalNanos);
        time.schedule(downArrivalNanos - time.nowNanos(), () -> {
            if (!isBroken && isOpenAtDevice) {
                arrival.run();
            }
        });
    }

    /** Not before what was sent before it. */
    private long arrivalNanos(long previousNanos) {
        return Math.max(
                previousNanos, network.leavesNanos(serial) + network.lines().delayNanos(serial, sent++));
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
        session = null;
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
        SessionHost ended = session;
        if (ended != null && port != null) {
            session = null;
            port.closed(this);
            ended.end();
        }
    }
}
