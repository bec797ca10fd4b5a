package dev.sagfleet.agent.link;

/** How the devices of one loop reach their controller. */
public interface DeviceLinks {
    /** The link of one device, which has no connection yet. */
    DeviceLink of(DeviceLink.Owner owner);

    /**
     * Whether a connection of these ends by itself once its other end has been silent for as long as {@link
     * dev.sagfleet.agent.protocol.Silence} allows. Then nothing regular needs to happen between two changes of state:
     * nobody pings, and traffic is reported only when that is asked for.
     */
    boolean noticeSilence();
}
