package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.timing.TimingWheel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection without a device at its other end, on a clock that stands still; tasks run at once, one at a time. */
final class HandWire implements Wire {
    final List<CloseCode> closes = new CopyOnWriteArrayList<>();
    final List<DownlinkMessage> notices = new CopyOnWriteArrayList<>();
    private final TimingWheel timers = new TimingWheel(Duration.ofMillis(50), 0);

    @Override
    public long nowNanos() {
        return 0;
    }

    @Override
    public TimingWheel timers() {
        return timers;
    }

    @Override
    public boolean noticesSilence() {
        return false;
    }

    @Override
    public synchronized void execute(Runnable task) {
        task.run();
    }

    @Override
    public boolean isOpen() {
        return closes.isEmpty();
    }

    @Override
    public void send(long epoch, Welcome welcome) {}

    @Override
    public void send(long epoch, EncodedCommand command) {}

    @Override
    public void sendNotice(long epoch, DownlinkMessage notice) {
        notices.add(notice);
    }

    @Override
    public void ping() {}

    @Override
    public void close(CloseCode code, String reason) {
        closes.add(code);
    }
}
