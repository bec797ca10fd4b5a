package dev.sagfleet.simulator.flow;

/**
 * The flows of one cap, which always run at the same rate: what each of them has carried since some moment is one number.
 * While they are limited by their own links that grows with their cap, else with the common service of the line.
 */
final class CapClass extends FinishHeap.Node {
    final long cap;
    final FinishHeap<FairLine.Flow> flows = new FinishHeap<>();
    private boolean isShared;

    /** If shared, what its service is ahead of the common one; else what it was at {@link #sinceMicros}. */
    private long base;

    private long sinceMicros;

    CapClass(long cap) {
        this.cap = cap;
    }

    boolean isShared() {
        return isShared;
    }

    /** What each of its flows has carried, in millionths of a bit. */
    long service(long commonService, long nowMicros) {
        return isShared ? commonService + base : base + cap * (nowMicros - sinceMicros);
    }

    void becomeShared(long commonService, long nowMicros) {
        base = service(commonService, nowMicros) - commonService;
        isShared = true;
    }

    void becomeLinked(long commonService, long nowMicros) {
        base = service(commonService, nowMicros);
        sinceMicros = nowMicros;
        isShared = false;
    }

    /**
     * When its first flow is over: a time if it is limited by its links, else what the common service is then.
     *
     * @param first what its service is then
     */
    long finishOf(long first, long nowMicros) {
        if (isShared) {
            return first - base;
        }
        // From now on, so that what is multiplied stays small however long it has flows.
        becomeLinked(0, nowMicros);
        return nowMicros + FairLine.ceiling(first - base, cap);
    }
}
