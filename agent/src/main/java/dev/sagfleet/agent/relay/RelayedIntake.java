package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.shaping.Flow;
import dev.sagfleet.agent.shaping.Intake;
import dev.sagfleet.agent.shaping.ShapedDirection;

/** What a device fetches for itself, in turns with the connections that it carries. */
final class RelayedIntake extends Flow implements Intake {
    /** Where nothing says when its turn will come. */
    private static final long UNKNOWN_NANOS = 10_000_000;

    private final RelayedTraffic traffic;
    private final ShapedDirection direction;

    RelayedIntake(RelayedTraffic traffic, ShapedDirection direction) {
        this.traffic = traffic;
        this.direction = direction;
        direction.join();
    }

    @Override
    public void offer(long bytes, long nowNanos) {
        if (bytes > 0) {
            traffic.offer(direction, this, Math.toIntExact(bytes));
        }
    }

    @Override
    public long waitingBytes(long nowNanos) {
        direction.serve(nowNanos);
        return waitingBytes();
    }

    @Override
    public long waitNanos(long nowNanos) {
        direction.serve(nowNanos);
        if (waitingBytes() == 0) {
            return 0;
        }
        long dueAtNanos = direction.dueAtNanos();
        return dueAtNanos == ShapedDirection.NEVER ? UNKNOWN_NANOS : Math.max(1, dueAtNanos - nowNanos);
    }

    @Override
    public void end(long nowNanos) {
        direction.leave(this);
    }

    @Override
    protected boolean isAccelerable() {
        return false;
    }

    @Override
    protected boolean isOwn() {
        return true;
    }

    /** Whoever waits asks. */
    @Override
    protected void pass(int bytes) {}
}
