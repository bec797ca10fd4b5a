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
        Optional<String> ccnId) {
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
    }
}
