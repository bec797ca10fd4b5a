package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.controller.session.SessionEffect;

/** Where sessions look devices up and write down what becomes of them. Called on event loops; must not wait. */
public interface SessionRecords {
    /** Looks a device up and tells its connection what came of it, then or later. */
    void admit(Hello hello, SessionHost connection);

    /** Notes what a device is told. */
    void sent(SerialNumber serial, EncodedCommand command);

    void answered(SessionHost connection, SessionEffect.Answer answer);

    void accelerationChanged(SerialNumber serial, long epoch, FirmwareVersion firmware, boolean suspended);

    /** Takes a report in; {@code boot} is as {@link dev.sagfleet.controller.telemetry.TrafficReports#boot} tells it */
    void reported(SerialNumber serial, long boot, Telemetry report);

    /** Takes in what a device says of a job, and tells its connection if it need not say that again. */
    void progressed(SessionHost connection, FirmwareProgress progress);

    /** Finds a link for a job of a device, and tells its connection; nothing comes of it if it has no such job. */
    void linkWanted(SessionHost connection, LinkWanted wanted);

    void left(SerialNumber serial, long epoch);

    /** The process has stood still for longer than a keep-alive interval. */
    void paused();
}
