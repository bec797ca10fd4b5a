package dev.sagfleet.agent.transport;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Event loops of which each, with all of its timers, goes by an {@link AwakeTicker}. */
final class AwakeLoops extends MultiThreadIoEventLoopGroup {
    AwakeLoops(int threads, ThreadFactory threadFactory, IoHandlerFactory handlers) {
        super(threads, threadFactory, handlers);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... none) {
        AwakeTicker ticker = new AwakeTicker(Ticker.systemTicker());
        IoEventLoop loop = new SingleThreadIoEventLoop(this, executor, handlers) {
            @Override
            public Ticker ticker() {
                return ticker;
            }
        };
        var unused = loop.scheduleWithFixedDelay(
                ticker::nanoTime, AwakeTicker.BEAT_NANOS, AwakeTicker.BEAT_NANOS, TimeUnit.NANOSECONDS);
        return loop;
    }
}
