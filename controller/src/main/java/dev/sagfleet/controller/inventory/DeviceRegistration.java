package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rules of registering one device by itself, with as little said of it as its owner cares to say. */
public final class DeviceRegistration {
    private static final String REGION_DEFAULT = "cn-shanghai";

    /** In the range of every box. */
    private static final int MEGABITS_DEFAULT = 20;

    private static final Bandwidth USER_BANDWIDTH_DEFAULT = Bandwidth.ofMegabits(2);

    /** The fewest that are sold. */
    private static final int USERS_DEFAULT = 5;

    private static final int PAIR = 2;
    private static final long PERIOD_MILLIS = Duration.ofDays(365).toMillis();

    /**
     * Makes a device known, in an instance of its own unless it is to join one. A device that is known already
     * stays as it is. Of what it is said to be, all is compared that cannot have changed since it was
     * registered: not its bandwidth, not the CCN, and not its place.
     *
     * @return the device as it is registered
     * @throws RejectedException if there is no such device, or it contradicts what is registered
     */
    public static Device register(Transaction transaction, DeviceRequest request, DrawnIdentity drawn, long nowMillis) {
        requirePossible(request);
        Optional<Device> known = request.serial().flatMap(transaction.devices()::find);
        if (known.isPresent()) {
            requireSame(transaction, known.get(), request);
            return known.get();
        }
        SerialNumber serial = request.serial().orElse(drawn.serial());
        Instance instance = request.instanceId()
                .map(id -> joined(transaction, id, request))
                .orElseGet(() -> created(transaction, drawn.instanceId(), serial, request, nowMillis));
        Device device = device(transaction, instance, serial, request, drawn);
        Registration.registerSites(transaction, List.of(new Site(instance, List.of(device))));
        return device;
    }

    private static void requirePossible(DeviceRequest request) {
        DeviceModel model = request.model();
        boolean isApp = model == DeviceModel.APP;
        if (!isApp && (request.user().isPresent() || request.userBandwidth().isPresent())) {
            throw Rejection.INVALID_DEVICE.because(
                    "found a user or a user's bandwidth, required none for " + model.label());
        }
        if (isApp && request.megabits().isPresent()) {
            throw Rejection.INVALID_DEVICE.because(
                    "found a bandwidth of the instance, required the user's or none for " + model.label());
        }
        request.haType().filter(type -> !type.fits(model)).ifPresent(type -> {
            throw Rejection.INVALID_DEVICE.because(
                    "found " + type.apiName() + ", required what " + model.label() + " is sold with");
        });
        request.megabits()
                .filter(megabits -> megabits < model.megabitsMin() || megabits > model.megabitsMax())
                .ifPresent(megabits -> {
                    throw Rejection.BANDWIDTH_SPEC.because(
                            "found " + megabits + " Mbit/s, required " + model.range() + " for " + model.label());
                });
        request.userBandwidth().filter(bandwidth -> !model.allows(bandwidth)).ifPresent(bandwidth -> {
            throw Rejection.BANDWIDTH_SPEC.because(
                    "found " + bandwidth.kilobitsPerSecond() + " Kbit/s, required " + model.range() + " for a user");
        });
    }

    private static void requireSame(Reading reading, Device device, DeviceRequest request) {
        Rejection rejection = Rejection.DEVICE_MISMATCH;
        Instance instance = reading.instances().find(device.instanceId()).orElseThrow();
        requireEqual(
                rejection,
                "model",
                Optional.of(request.model().label()),
                device.model().label());
        requireEqual(rejection, "instance", request.instanceId(), instance.id());
        requireEqual(rejection, "region", request.regionId(), instance.regionId());
        requireEqual(
                rejection,
                "HaType",
                request.haType().map(HaType::apiName),
                instance.haType().apiName());
        requireEqual(rejection, "user", request.user(), device.user().orElse("none"));
    }

    private static Instance joined(Reading reading, String instanceId, DeviceRequest request) {
        Instance instance = reading.instances().require(instanceId, Rejection.INSTANCE_NOT_FOUND);
        Rejection rejection = Rejection.INSTANCE_MISMATCH;
        requireEqual(
                rejection,
                "model",
                Optional.of(request.model().label()),
                instance.model().label());
        requireEqual(rejection, "region", request.regionId(), instance.regionId());
        requireEqual(
                rejection,
                "HaType",
                request.haType().map(HaType::apiName),
                instance.haType().apiName());
        requireEqual(rejection, "Mbit/s", request.megabits(), instance.megabits());
        requireEqual(rejection, "CCN", request.ccnId(), instance.ccnId().orElse("none"));
        int devices = reading.devices().of(instanceId).size();
        int devicesMax = instance.isApp() ? instance.userCount() : boxes(instance);
        if (devices >= devicesMax) {
            throw rejection.because(
                    "found " + devices + " devices in " + instanceId + ", required fewer than " + devicesMax);
        }
        return instance;
    }

    private static int boxes(Instance instance) {
        return instance.haType().isPair() ? PAIR : 1;
    }

    private static <T> void requireEqual(Rejection rejection, String name, Optional<T> said, T registered) {
        said.filter(value -> !value.equals(registered)).ifPresent(value -> {
            throw rejection.because(name + ": found " + value + ", required " + registered + " as registered");
        });
    }

    private static Instance created(
            Reading reading, String id, SerialNumber serial, DeviceRequest request, long nowMillis) {
        boolean isApp = request.model() == DeviceModel.APP;
        String regionId = request.regionId().orElse(REGION_DEFAULT);
        return new Instance(
                id,
                regionId,
                request.model().label() + ' ' + serial,
                request.model(),
                request.haType().orElse(HaType.NO_BACKUP),
                isApp ? 0 : request.megabits().orElse(MEGABITS_DEFAULT),
                isApp ? USERS_DEFAULT : 0,
                ccn(reading, regionId, request.ccnId()).map(Ccn::id),
                false,
                Optional.empty(),
                nowMillis,
                nowMillis + PERIOD_MILLIS);
    }

    private static Optional<Ccn> ccn(Reading reading, String regionId, Optional<String> wanted) {
        List<Ccn> ccns = reading.ccns().in(regionId);
        Optional<Ccn> found = ccns.stream()
                .filter(ccn -> wanted.isEmpty() || wanted.get().equals(ccn.id()))
                .findFirst();
        if (wanted.isPresent() && found.isEmpty()) {
            throw Rejection.CCN_NOT_FOUND.because("no CCN " + wanted.get() + " in " + regionId);
        }
        return found;
    }

    private static Device device(
            Reading reading, Instance instance, SerialNumber serial, DeviceRequest request, DrawnIdentity drawn) {
        List<Device> others = reading.devices().of(instance.id());
        Optional<String> user = instance.isApp() ? Optional.of(request.user().orElse(serial.text())) : Optional.empty();
        others.stream()
                .filter(other -> user.isPresent() && other.user().equals(user))
                .findFirst()
                .ifPresent(other -> {
                    throw Rejection.INSTANCE_MISMATCH.because(
                            "user: found " + user.get() + ", required another than that of " + other.serial());
                });
        HaRole role = others.stream()
                .filter(other -> instance.haType().isPair())
                .findFirst()
                .map(partner -> partner.role().other())
                .orElse(HaRole.ACTIVE);
        return new Device(
                serial,
                instance.id(),
                instance.model(),
                user,
                user.map(name -> request.userBandwidth().orElse(USER_BANDWIDTH_DEFAULT)),
                drawn.key(),
                role,
                request.place(),
                Presence.NEVER_SEEN);
    }

    private DeviceRegistration() {}
}
