package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/**
 * A device of an instance: a box, or the app of one user.
 *
 * @param user the user of an app client; absent for a box
 * @param userBandwidth that user's bandwidth; absent for a box
 * @param role what it should do in its HA pair; active without a partner
 * @param place what is said of where it stands, beside what its instance says
 * @param presence what it has last shown of itself
 */
public record Device(
        SerialNumber serial,
        String instanceId,
        DeviceModel model,
        Optional<String> user,
        Optional<Bandwidth> userBandwidth,
        DeviceKey key,
        HaRole role,
        Place place,
        Presence presence) {
    public Device {
        requireNonNull(serial, "serial");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(model, "model");
        requireNonNull(user, "user");
        requireNonNull(userBandwidth, "userBandwidth");
        requireNonNull(key, "key");
        requireNonNull(role, "role");
        requireNonNull(place, "place");
        requireNonNull(presence, "presence");
    }

    /** One of whose place nothing is said. */
    public Device(
            SerialNumber serial,
            String instanceId,
            DeviceModel model,
            Optional<String> user,
            Optional<Bandwidth> userBandwidth,
            DeviceKey key,
            HaRole role,
            Presence presence) {
        this(serial, instanceId, model, user, userBandwidth, key, role, Place.NONE, presence);
    }

    public Device withRole(HaRole other) {
        return new Device(serial, instanceId, model, user, userBandwidth, key, other, place, presence);
    }

    public Device withPlace(Place other) {
        return new Device(serial, instanceId, model, user, userBandwidth, key, role, other, presence);
    }

    public Device withPresence(Presence other) {
        return new Device(serial, instanceId, model, user, userBandwidth, key, role, place, other);
    }

    /**
     * The same once it has connected: in its next session, seen by this incarnation, as it says of itself.
     *
     * @param nowMillis in milliseconds since 1970
     * @return nothing if the Hello is of another model or user than was registered
     */
    public Optional<Device> connected(Hello hello, long incarnation, long nowMillis) {
        if (model != hello.model() || !user.equals(hello.user())) {
            return Optional.empty();
        }
        long epoch = presence.epoch() + 1;
        boolean isSameBoot = presence.bootId().equals(hello.bootId());
        ReportedSlots slots = ReportedSlots.of(hello);
        boolean areSameSlots = presence.slots().equals(slots);
        return Optional.of(withPresence(new Presence(
                epoch,
                true,
                incarnation,
                Optional.of(hello.firmware()),
                hello.bootId(),
                isSameBoot ? presence.bootedMillis() : nowMillis,
                nowMillis,
                hello.suspended(),
                areSameSlots ? presence.slots() : slots,
                areSameSlots ? presence.slotsEpoch() : epoch)));
    }

    /**
     * The same once it has ended its association, so that nothing is suspended any more.
     *
     * @param epoch of the session in which it did
     * @return nothing if that is no news, or what it has shown of itself is of another session
     */
    public Optional<Device> dissociated(long epoch) {
        boolean isNews = presence.suspended() && presence.epoch() == epoch;
        return isNews ? Optional.of(withPresence(presence.dissociated())) : Optional.empty();
    }
}
