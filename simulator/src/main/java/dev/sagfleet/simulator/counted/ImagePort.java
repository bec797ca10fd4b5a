package dev.sagfleet.simulator.counted;

import dev.sagfleet.agent.firmware.FetchAnswer;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;

/** What devices come to that fetch images: a controller, and whatever lies between. */
public interface ImagePort {
    /** Asks for the rest of an image. */
    Call ask(Asked asked, Client client);

    /**
     * What a device asks for.
     *
     * @param key that it shows who it is with
     * @param link path and query
     */
    record Asked(SerialNumber serial, DeviceKey key, String link, FetchAnswer.Request rest) {}

    /** A device that has asked. Told on the loop of the devices, not before {@link #ask} returns. */
    interface Client {
        /** The answer; if it has a body, its bytes come from now on. */
        void answered(ImageAnswer answer);

        /** They come at another rate from now on. */
        void paced();

        /** None of them comes for now. */
        void stalled();

        /** They come again. */
        void goesOn();

        /** The connection has ended, or could not be made. The last that is told. */
        void broken();
    }

    /** One connection. */
    interface Call {
        /** The device has all, or wants no more of it; it is told nothing from now on. */
        void end();
    }
}
