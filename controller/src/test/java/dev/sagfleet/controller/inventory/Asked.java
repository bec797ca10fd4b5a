package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/** A request that says nothing but what it is told to. */
record Asked(DeviceRequest request) {
    Asked(DeviceModel model) {
        this(new DeviceRequest(
                Optional.empty(),
                model,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    Asked serial(String serial) {
        return with(
                Optional.of(new SerialNumber(serial)),
                request.instanceId(),
                request.regionId(),
                request.megabits(),
                request.haType(),
                request.ccnId());
    }

    Asked instance(String id) {
        return with(
                request.serial(),
                Optional.of(id),
                request.regionId(),
                request.megabits(),
                request.haType(),
                request.ccnId());
    }

    Asked region(String id) {
        return with(
                request.serial(),
                request.instanceId(),
                Optional.of(id),
                request.megabits(),
                request.haType(),
                request.ccnId());
    }

    Asked network(String regionId, String ccnId) {
        return with(
                request.serial(),
                request.instanceId(),
                Optional.of(regionId),
                request.megabits(),
                request.haType(),
                Optional.of(ccnId));
    }

    Asked megabits(int megabits) {
        return with(
                request.serial(),
                request.instanceId(),
                request.regionId(),
                Optional.of(megabits),
                request.haType(),
                request.ccnId());
    }

    Asked haType(HaType haType) {
        return with(
                request.serial(),
                request.instanceId(),
                request.regionId(),
                request.megabits(),
                Optional.of(haType),
                request.ccnId());
    }

    Asked user(String user) {
        return with(Optional.of(user), request.userBandwidth());
    }

    Asked userKilobits(int kilobits) {
        return with(request.user(), Optional.of(Bandwidth.ofKilobits(kilobits)));
    }

    private Asked with(
            Optional<SerialNumber> serial,
            Optional<String> instanceId,
            Optional<String> regionId,
            Optional<Integer> megabits,
            Optional<HaType> haType,
            Optional<String> ccnId) {
        return new Asked(new DeviceRequest(
                serial,
                request.model(),
                instanceId,
                regionId,
                megabits,
                haType,
                request.user(),
                request.userBandwidth(),
                ccnId));
    }

    private Asked with(Optional<String> user, Optional<Bandwidth> userBandwidth) {
        return new Asked(new DeviceRequest(
                request.serial(),
                request.model(),
                request.instanceId(),
                request.regionId(),
                request.megabits(),
                request.haType(),
                user,
                userBandwidth,
                request.ccnId()));
    }
}
