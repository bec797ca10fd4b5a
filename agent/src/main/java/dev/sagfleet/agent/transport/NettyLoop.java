package dev.sagfleet.agent.transport;

import dev.sagfleet.agent.timing.Loop;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event loop of Netty, with its own clock. */
public record NettyLoop(EventLoop eventLoop) implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(NettyLoop.class);

    /** A loop of its own, on a thread that does not keep the process alive. */
    public static NettyLoop started(String name) {
        return new NettyLoop(new DefaultEventLoop(new DefaultThreadFactory(name, true)));
    }

    /** Ends such a loop once the running task has ended; what is for later is dropped. */
    public void end() {
        var unused = eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Override
    public long nanoTime() {
        return eventLoop.ticker().nanoTime();
    }

    @Override
    public boolean isCurrent() {
        return eventLoop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        try {
            var unused = eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the event loop has ended, and with it what was to be done later", e);
        }
    }
}
