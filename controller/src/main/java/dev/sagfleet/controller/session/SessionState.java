package dev.sagfleet.controller.session;

import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Hello;
import java.util.List;

/** Where a session stands. */
public sealed interface SessionState {
    /** When, on the clock that is passed to each step, {@link SessionEvent.TimerDue} is next due. */
    long dueAtNanos();

    /** Authenticated; has not said Hello. */
    record Greeting(long dueAtNanos) implements SessionState {}

    /** Has said Hello; the inventory is looking it up. */
    record Admitting(Hello hello) implements SessionState {
        @Override
        public long dueAtNanos() {
            return Long.MAX_VALUE;
        }
    }

    /**
     * In session.
     *
     * @param epoch of the session
     * @param knowsUpgrades whether the device is told to upgrade and to boot
     * @param unanswered what it was sent and has not answered, at most one command an aspect
     * @param resendAtNanos when that is sent again
     * @param resendDelayNanos how long after that it is sent once more
     * @param heardAtNanos when the device was last heard of
     * @param pinged whether it has been pinged since
     * @param aliveUntilNanos when silence is next acted on: by a ping, or by giving the device up; {@link Long#MAX_VALUE} if never
     */
    record Online(
            long epoch,
            boolean knowsUpgrades,
            List<EncodedCommand> unanswered,
            long resendAtNanos,
            long resendDelayNanos,
            long heardAtNanos,
            boolean pinged,
            long aliveUntilNanos)
            implements SessionState {
        public Online {
            unanswered = List.copyOf(unanswered);
        }

        Online withUnanswered(List<EncodedCommand> others) {
            return with(others, resendAtNanos, resendDelayNanos, heardAtNanos, pinged, aliveUntilNanos);
        }

        Online asking(List<EncodedCommand> others, long atNanos, long delayNanos) {
            return with(others, atNanos, delayNanos, heardAtNanos, pinged, aliveUntilNanos);
        }

        Online resendingAt(long atNanos, long delayNanos) {
            return with(unanswered, atNanos, delayNanos, heardAtNanos, pinged, aliveUntilNanos);
        }

        Online heardAt(long nowNanos, long untilNanos) {
            return with(unanswered, resendAtNanos, resendDelayNanos, nowNanos, false, untilNanos);
        }

        Online pingedUntil(long untilNanos) {
            return with(unanswered, resendAtNanos, resendDelayNanos, heardAtNanos, true, untilNanos);
        }

        private Online with(
                List<EncodedCommand> others, long atNanos, long delayNanos, long heard, boolean isPinged, long until) {
            return new Online(epoch, knowsUpgrades, others, atNanos, delayNanos, heard, isPinged, until);
        }

        @Override
        public long dueAtNanos() {
            return unanswered.isEmpty() ? aliveUntilNanos : Math.min(aliveUntilNanos, resendAtNanos);
        }
    }

    /** Over; nothing more is said or recorded. */
    record Closed() implements SessionState {
        @Override
        public long dueAtNanos() {
            return Long.MAX_VALUE;
        }
    }
}
