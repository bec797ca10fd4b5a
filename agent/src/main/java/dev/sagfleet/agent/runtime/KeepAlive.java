package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.link.DeviceLink;
import java.util.concurrent.TimeUnit;

/** How long the other end of a connection has been silent, and what to do about it. */
final class KeepAlive {
    /** The interval until the controller has said its own. */
    static final long GREETING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int SILENT_INTERVALS_MAX = 3;

    private long intervalNanos;
    private long heardNanos;
    private boolean isPinged;

    /** What a silence calls for. */
    enum Verdict {
        WAIT,
        PING,
        GIVE_UP
    }

    /** Begins to watch a connection over which something was just heard. */
    void begin(long everyNanos, long nowNanos) {
        intervalNanos = everyNanos;
        heard(nowNanos);
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
        isPinged = false;
    }

    /** When the silence is next to be judged, if it goes on. */
    long dueAtNanos() {
        return heardNanos + (isPinged ? SILENT_INTERVALS_MAX * intervalNanos : intervalNanos);
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
        if (nowNanos - dueAtNanos() < 0) {
            return Verdict.WAIT;
        }
        if (isPinged) {
            return Verdict.GIVE_UP;
        }
        isPinged = true;
        return Verdict.PING;
    }
}
