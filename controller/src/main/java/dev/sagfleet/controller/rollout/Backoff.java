package dev.sagfleet.controller.rollout;

/** How long a member waits for its next attempt. Source: rollout rule R15. */
final class Backoff {
    private static final int DOUBLINGS_MAX = 20;

    /**
     * Doubling with each attempt that was made, up to the most, and of that between half and all: the jitter comes after
     * the limit, so that those at the limit do not come together.
     */
    static long millis(Retries retries, Origin origin, Member member) {
        long least = retries.leastWait().toMillis();
        long most = retries.mostWait().toMillis();
        long whole = Math.min(most, least << Math.min(member.attempt(), DOUBLINGS_MAX));
        long half = whole / 2;
        return Math.max(least, half + Draws.upTo(whole - half, origin, member.serial(), "wait", member.attempt()));
    }

    private Backoff() {}
}
