package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.timing.Timers;

/**
 * The connection of one device, and the event loop that it belongs to. All but {@link #execute} and {@link #isOpen} is
 * to be called on that event loop.
 */
public interface Wire {
    /** The clock of the event loop, in nanoseconds; it only tells intervals. */
    long nowNanos();

    /** The timers of the event loop. */
    Timers timers();

    /**
     * Whether the connection ends by itself once the device has been silent for as long as {@link
     * dev.sagfleet.agent.protocol.Silence} allows, so that nobody needs to ping it.
     */
    boolean noticesSilence();

    /**
     * Runs a task on the event loop; from any thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the event loop has ended
     */
    void execute(Runnable task);

    /** Whether the connection has not ended; from any thread. */
    boolean isOpen();

    /**
     * Tells the device that its session of this epoch has begun. One that does not read is cut off, here and with all
     * else that it is sent, so that nothing piles up for it.
     */
    void send(long epoch, Welcome welcome);

    /** Tells the device what it should be. */
    void send(long epoch, EncodedCommand command);

    /** Tells the device what is neither of these. */
    void sendNotice(long epoch, DownlinkMessage notice);

    void ping();

    /** Ends the connection so that the device can read why. */
    void close(CloseCode code, String reason);
}
