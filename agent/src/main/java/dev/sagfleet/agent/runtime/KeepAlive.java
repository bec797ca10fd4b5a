package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.protocol.Silence;
import dev.sagfleet.agent.timing.Timer;
import java.time.Duration;

/** How long the other end of a connection has been silent, and what to do about it. */
final class KeepAlive {
    private long intervalNanos;
    private long heardNanos;
    private boolean isPinged;

    /** What a silence calls for. */
    enum Verdict {
        WAIT,
        PING,
        GIVE_UP
    }

    /** Begins to watch a connection over which something was just heard, if these links do not notice silence. */
    void begin(DeviceLinks links, Duration interval, long nowNanos) {
        intervalNanos = links.noticeSilence() ? Timer.NEVER : interval.toNanos();
        heard(nowNanos);
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
        isPinged = false;
    }

    /** When the silence is next to be judged, if it goes on. */
    long dueAtNanos() {
        if (intervalNanos == Timer.NEVER) {
            return Timer.NEVER;
        }
        return heardNanos + (isPinged ? Silence.limitNanos(intervalNanos) : intervalNanos);
    }

    /** Does to a link what its silence calls for. */
    void tend(DeviceLink link, long nowNanos) {
        Verdict verdict = judge(nowNanos);
        if (verdict == Verdict.PING) {
            link.ping();
        } else if (verdict == Verdict.GIVE_UP) {
            link.close();
        }
    }

    /** Judges the silence; a ping that it calls for is taken as sent. */
    Verdict judge(long nowNanos) {
        if (intervalNanos == Timer.NEVER || nowNanos - dueAtNanos() < 0) {
            return Verdict.WAIT;
        }
        if (isPinged) {
            return Verdict.GIVE_UP;
        }
        isPinged = true;
        return Verdict.PING;
    }
}
