package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/**
 * What is said of a device that is to be registered by itself. What is left out is as it is registered
 * already, or is made up.
 *
 * @param instanceId the instance to join; a new one if absent
 * @param megabits of the instance, in Mbit/s
 * @param ccnId what the instance is bound to
 * @param place of a device that is new; one that is registered already stays where it is
 */
public record DeviceRequest(
        Optional<SerialNumber> serial,
        DeviceModel model,
        Optional<String> instanceId,
        Optional<String> regionId,
        Optional<Integer> megabits,
        Optional<HaType> haType,
        Optional<String> user,
        Optional<Bandwidth> userBandwidth,
        Optional<String> ccnId,
        Place place) {
    public DeviceRequest {
        requireNonNull(serial, "serial");
        requireNonNull(model, "model");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(regionId, "regionId");
        requireNonNull(megabits, "megabits");
        requireNonNull(haType, "haType");
        requireNonNull(user, "user");
        requireNonNull(userBandwidth, "userBandwidth");
        requireNonNull(ccnId, "ccnId");
        requireNonNull(place, "place");
    }

    /** One of whose place nothing is said. */
    public DeviceRequest(
            Optional<SerialNumber> serial,
            DeviceModel model,
            Optional<String> instanceId,
            Optional<String> regionId,
            Optional<Integer> megabits,
            Optional<HaType> haType,
            Optional<String> user,
            Optional<Bandwidth> userBandwidth,
            Optional<String> ccnId) {
        this(serial, model, instanceId, regionId, megabits, haType, user, userBandwidth, ccnId, Place.NONE);
    }

    /** The same of a device at a place. */
    public DeviceRequest at(Place other) {
        return new DeviceRequest(
                serial, model, instanceId, regionId, megabits, haType, user, userBandwidth, ccnId, other);
    }
}
