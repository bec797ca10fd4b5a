package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.simulator.counted.ImageAnswer;
import dev.sagfleet.simulator.counted.ImagePort;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What devices on the virtual network come to. */
public interface Entrance {
    /** What a device is told that asks to be let in; never fails. */
    CompletionStage<Answer> judge(SerialNumber serial, DeviceKey key);

    /** Begins with a connection that was let in. */
    Visit open(VirtualConnection connection);

    /**
     * Answers a device that asks for an image.
     *
     * @param superseded is called, if it gets one, once another download of the device takes the place of this one
     * @return never fails
     */
    CompletionStage<ImageAnswer> serve(ImagePort.Asked asked, Runnable superseded);

    /**
     * What a device is told that asks to be let in.
     *
     * @param reason as the device sees it if it is not let in
     * @param retryAfter how long it is to stay away; zero if it is asked nothing
     */
    record Answer(Kind kind, String reason, Duration retryAfter) {
        /** It is in session once it has said Hello. */
        public static final Answer LET_IN = new Answer(Kind.LET_IN, "101 Switching Protocols", Duration.ZERO);

        /** There is no such device with this key. */
        public static final Answer KEY_REFUSED = new Answer(Kind.KEY_REFUSED, "401 Unauthorized", Duration.ZERO);

        /** It may try again later. */
        public static Answer notNow(String reason, Duration retryAfter) {
            return new Answer(Kind.NOT_NOW, reason, retryAfter);
        }

        /** What it comes to. */
        public enum Kind {
            LET_IN,
            KEY_REFUSED,
            NOT_NOW
        }
    }

    /** One connection as what it leads to sees it. */
    interface Visit {
        void received(Envelope<UplinkMessage> envelope);

        /** The device has asked whether anybody is there, which the connection answers. */
        void pinged();

        /** The connection is over. Told once, and the last of it. */
        void ended();
    }
}
