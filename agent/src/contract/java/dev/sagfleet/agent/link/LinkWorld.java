package dev.sagfleet.agent.link;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Links of one kind, and the controller at their other end, which a test plays. All of it runs on the test's thread. */
public interface LinkWorld extends AutoCloseable {
    /** Links to the controller. */
    DeviceLinks links();

    /** Links to where there is none. */
    DeviceLinks linksToNobody();

    /** What the controller says to the next device that asks to be let in, and all after it; at first that it is. */
    void answer(Answer answer);

    /** Has what is under way arrive, until something holds. */
    void until(String what, BooleanSupplier holds);

    /** The messages that the controller has received, over all connections. */
    List<Envelope<UplinkMessage>> received();

    /** How often the controller was pinged; it answers each. */
    int pings();

    /** How many of the connections that the controller let in have ended, as it sees it. */
    int ended();

    /** Sends a message over the latest connection. */
    void send(Envelope<DownlinkMessage> envelope);

    /** Ends the latest connection and says why. */
    void end(CloseCode code, String reason);

    /** Breaks the latest connection. */
    void cut();

    @Override
    void close();

    /** What a controller can say to a device that asks. */
    sealed interface Answer {
        record LetIn() implements Answer {}

        record KeyRefused() implements Answer {}

        record NotNow(Duration retryAfter) implements Answer {}
    }
}
