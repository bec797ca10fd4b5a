package dev.sagfleet.agent.protocol;

/** A message from a device to the controller. */
public sealed interface UplinkMessage
        permits Hello, Applied, Refused, Suspended, Resumed, Telemetry, FirmwareProgress, LinkWanted {
    /** Hands this message to the receiver's method for it. */
    <R> R deliverTo(Receiver<R> receiver);

    /** One method per message, so that a new message does not compile until every receiver handles it. */
    interface Receiver<R> {
        R onHello(Hello message);

        R onApplied(Applied message);

        R onRefused(Refused message);

        R onSuspended(Suspended message);

        R onResumed(Resumed message);

        R onTelemetry(Telemetry message);

        R onFirmwareProgress(FirmwareProgress message);

        R onLinkWanted(LinkWanted message);
    }
}
