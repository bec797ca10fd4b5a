package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.Region;
import dev.sagfleet.controller.inventory.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads the part of a fleet that is to be registered; an error names the member that is wrong, by its place. */
final class FleetBatch {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int NAME_LENGTH_MAX = 128;
    private static final int PLAN_MEGABITS_MAX = 10_000;
    private static final int USER_KILOBITS_MAX = 20_000;
    private static final int USER_KILOBITS_DEFAULT = 2_000;
    private static final int USERS_MAX = 1000;

    /** Users of an app are sold in fives. */
    private static final int USERS_STEP = 5;

    private static final long PERIOD_MILLIS = Duration.ofDays(365).toMillis();

    private final Supplier<DeviceKey> keys;
    private final Set<SerialNumber> drawnKeys = new LinkedHashSet<>();
    private long createdMillis;
    private int deviceCount;
    private List<Ccn> ccns = List.of();
    private List<Plan> plans = List.of();
    private List<Site> sites = List.of();

    private FleetBatch(Supplier<DeviceKey> keys, long createdMillis) {
        this.keys = keys;
        this.createdMillis = createdMillis;
    }

    /**
     * Reads the body of a request.
     *
     * @param createdMillis of the first thing in it; each of the others a millisecond after the one before
     * @throws ControlException if it is no part of a fleet
     */
    static FleetBatch read(ControlRequest request, Supplier<DeviceKey> keys, long createdMillis) {
        request.requireOnly("ccns", "plans", "instances");
        var batch = new FleetBatch(keys, createdMillis);
        batch.ccns = batch.list(request, "ccns", batch::ccn);
        batch.plans = batch.list(request, "plans", batch::plan);
        batch.sites = batch.list(request, "instances", batch::site);
        return batch;
    }

    List<Ccn> ccns() {
        return ccns;
    }

    List<Plan> plans() {
        return plans;
    }

    List<Site> sites() {
        return sites;
    }

    /** The devices whose keys were not in the request. */
    Set<SerialNumber> drawnKeys() {
        return drawnKeys;
    }

    private <T> List<T> list(ControlRequest request, String name, Function<ControlRequest, T> reading) {
        JsonNode list = request.body().path(name);
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > FleetRoute.DEVICES_MAX) {
            String found = list.isArray() ? list.size() + " in the list" : "no list";
            throw ControlException.badRequest(
                    name + ": " + found + " (expected: a list of at most " + FleetRoute.DEVICES_MAX + ')');
        }
        List<T> read = new ArrayList<>();
        for (JsonNode item : list) {
            String place = name + '[' + read.size() + ']';
            if (!item.isObject()) {
                throw ControlException.badRequest(place + ": no JSON object (expected: one)");
            }
            try {
                read.add(reading.apply(new ControlRequest(
                        List.of(), Collections.emptyMap(), item, request.requestId(), request.nowMillis())));
            } catch (ControlException | IllegalArgumentException e) {
                throw ControlException.badRequest(place + '.' + e.getMessage());
            }
        }
        return read;
    }

    private Ccn ccn(ControlRequest ccn) {
        ccn.requireOnly("id", "regionId", "name");
        return new Ccn(id(ccn), region(ccn), name(ccn));
    }

    private Plan plan(ControlRequest plan) {
        plan.requireOnly("id", "regionId", "name", "bandwidthMbps");
        int megabits = required(plan.number("bandwidthMbps", 1, PLAN_MEGABITS_MAX), "bandwidthMbps");
        return new Plan(id(plan), region(plan), name(plan), megabits, Optional.empty(), createdMillis++);
    }

    private Site site(ControlRequest instance) {
        instance.requireOnly("id", "regionId", "name", "model", "haType", "bandwidthMbps", "ccnId", "devices");
        String id = id(instance);
        String label = instance.text("model");
        DeviceModel model = DeviceModel.labelled(label)
                .orElseThrow(() -> wrong("model", label, "SAG-100WM, SAG-1000, SAG-VCPE or APP"));
        HaType haType = haType(instance, model);
        List<Device> devices = list(instance, "devices", device -> device(device, id, model));
        deviceCount += devices.size();
        if (deviceCount > FleetRoute.DEVICES_MAX) {
            throw wrong(
                    "devices", deviceCount + " up to here", "at most " + FleetRoute.DEVICES_MAX + " in one request");
        }
        boolean isApp = model == DeviceModel.APP;
        int users = (Math.max(1, devices.size()) + USERS_STEP - 1) / USERS_STEP * USERS_STEP;
        Optional<Integer> megabits = instance.number("bandwidthMbps", model.megabitsMin(), model.megabitsMax());
        if (isApp && megabits.isPresent()) {
            throw wrong("bandwidthMbps", megabits.get().toString(), "none for an APP, whose users have their own");
        }
        return new Site(
                new Instance(
                        id,
                        region(instance),
                        name(instance),
                        model,
                        haType,
                        isApp ? 0 : required(megabits, "bandwidthMbps"),
                        isApp ? Math.min(users, USERS_MAX) : 0,
                        instance.optionalText("ccnId"),
                        false,
                        Optional.empty(),
                        createdMillis,
                        createdMillis++ + PERIOD_MILLIS),
                devices);
    }

    private Device device(ControlRequest device, String instanceId, DeviceModel model) {
        device.requireOnly(PlaceFields.with("serial", "key", "user", "userBandwidthKbps"));
        var serial = new SerialNumber(device.text("serial"));
        Optional<DeviceKey> key = device.optionalText("key").map(DeviceKey::new);
        if (key.isEmpty()) {
            drawnKeys.add(serial);
        }
        Optional<String> user = device.optionalText("user");
        user.ifPresent(Hello::requireUser);
        Optional<Integer> kilobits = device.number("userBandwidthKbps", 1, USER_KILOBITS_MAX);
        boolean isApp = model == DeviceModel.APP;
        if (!isApp && (user.isPresent() || kilobits.isPresent())) {
            throw wrong("user", user.orElse("a bandwidth"), "none for " + model.label());
        }
        return new Device(
                serial,
                instanceId,
                model,
                isApp ? Optional.of(user.orElse(serial.text())) : Optional.empty(),
                isApp ? Optional.of(Bandwidth.ofKilobits(kilobits.orElse(USER_KILOBITS_DEFAULT))) : Optional.empty(),
                key.orElseGet(keys),
                HaRole.ACTIVE,
                PlaceFields.read(device),
                Presence.NEVER_SEEN);
    }

    private static HaType haType(ControlRequest instance, DeviceModel model) {
        String name = instance.optionalText("haType").orElse(HaType.NO_BACKUP.apiName());
        return HaType.named(name)
                .filter(type -> type.fits(model))
                .orElseThrow(() -> wrong("haType", name, "what " + model.label() + " is sold with"));
    }

    private static String id(ControlRequest thing) {
        String id = thing.text("id");
        if (!ID.matcher(id).matches()) {
            throw wrong("id", id, "1 to 64 letters, digits, - and _");
        }
        return id;
    }

    private static String name(ControlRequest thing) {
        String name = thing.text("name");
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX || name.chars().anyMatch(Character::isISOControl)) {
            throw wrong("name", name.length() + " characters", "1 to " + NAME_LENGTH_MAX + " in one line");
        }
        return name;
    }

    private static String region(ControlRequest thing) {
        String id = thing.text("regionId");
        if (!Region.ids().contains(id)) {
            throw wrong("regionId", id, "one of " + String.join(", ", Region.ids()));
        }
        return id;
    }

    private static int required(Optional<Integer> number, String name) {
        return number.orElseThrow(() -> wrong(name, "missing", "a whole number"));
    }

    private static ControlException wrong(String name, String found, String expected) {
        return ControlException.badRequest(name + ": " + found + " (expected: " + expected + ')');
    }
}
