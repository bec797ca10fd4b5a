package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.timing.Timer;
import dev.sagfleet.simulator.counted.Carrier;
import dev.sagfleet.simulator.flow.FairLine;

/** A line that downloads share on virtual time: one timer for all of them, due when the next one has come. */
final class SharedLine extends Timer implements Carrier {
    private static final long NANOS_PER_MICRO = 1_000;

    private final VirtualTime time;
    private final FairLine line;

    SharedLine(VirtualTime time, Bandwidth bandwidth) {
        this.time = time;
        line = new FairLine(bandwidth.bitsPerSecond());
    }

    private long nowMicros() {
        return time.nowNanos() / NANOS_PER_MICRO;
    }

    @Override
    public Carriage begin(long bytes, long mostBitsPerSecond, Runnable arrived) {
        FairLine.Flow flow = line.start(bytes, within(mostBitsPerSecond), arrived, nowMicros());
        time.timers().schedule(this);
        return new Flowing(flow);
    }

    private static long within(long mostBitsPerSecond) {
        return Math.min(mostBitsPerSecond, FairLine.BITS_PER_SECOND_MAX);
    }

    @Override
    protected long dueAtNanos() {
        long next = line.nextMicros();
        return next == FairLine.NEVER ? NEVER : next * NANOS_PER_MICRO;
    }

    @Override
    protected void onDue(long nowNanos) {
        long nowMicros = nowMicros();
        for (var over = line.takeOver(nowMicros); over.isPresent(); over = line.takeOver(nowMicros)) {
            over.get().arrived().run();
        }
    }

    private final class Flowing implements Carriage {
        private final FairLine.Flow flow;

        Flowing(FairLine.Flow flow) {
            this.flow = flow;
        }

        @Override
        public void setMost(long bitsPerSecond) {
            line.setCap(flow, within(bitsPerSecond), nowMicros());
            time.timers().schedule(SharedLine.this);
        }

        @Override
        public long bytesLeft() {
            return line.bytesLeft(flow, nowMicros());
        }

        @Override
        public void end() {
            line.end(flow, nowMicros());
            time.timers().schedule(SharedLine.this);
        }
    }
}
