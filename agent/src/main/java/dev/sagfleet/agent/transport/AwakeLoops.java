package dev.sagfleet.agent.transport;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Event loops of which each, with all of its timers, goes by an {@link AwakeTicker}. */
final class AwakeLoops extends MultiThreadIoEventLoopGroup {
    /**
     * After so long the sockets have their turn again, however many tasks wait. One connection whose every task makes
     * the next one, as with requests that are sent without waiting for answers, else keeps all others waiting for the
     * second that Netty allows it.
     */
    private static final long TASKS_MILLIS_MAX = 10;

    AwakeLoops(int threads, ThreadFactory threadFactory, IoHandlerFactory handlers, LongConsumer paused) {
        super(threads, threadFactory, handlers, paused);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... arguments) {
        // It is called while this object is still being made, so that a field would not be there yet.
        AwakeTicker ticker = new AwakeTicker(Ticker.systemTicker(), (LongConsumer) arguments[0]);
        IoEventLoop loop =
                new SingleThreadIoEventLoop(
                        this,
                        executor,
                        handlers,
                        Integer.MAX_VALUE,
                        RejectedExecutionHandlers.reject(),
                        TASKS_MILLIS_MAX) {
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
