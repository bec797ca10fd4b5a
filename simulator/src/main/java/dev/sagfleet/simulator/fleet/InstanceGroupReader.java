package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.inventory.HaType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The keys of one group of instances and what they may say for its model. */
final class InstanceGroupReader {
    private static final List<String> KEYS = List.of(
            "model",
            "count",
            "ha",
            "users",
            "bandwidth",
            "userBandwidth",
            "firmware",
            "mixed",
            "load",
            "sites",
            "regions",
            "zones",
            "batches",
            "tags");
    private static final String MODELS =
            Arrays.stream(DeviceModel.values()).map(DeviceModel::label).collect(Collectors.joining(", "));
    private static final Bandwidth DEFAULT_USER_BANDWIDTH = Bandwidth.ofMegabits(2);
    private static final int USER_KILOBITS_MAX = 20_000;

    static InstanceGroup read(YamlMapping keys) {
        keys.allowing(KEYS);
        DeviceModel model = keys.required("model").choice(DeviceModel::labelled, "one of " + MODELS);
        int count = keys.required("count").integer(1, FleetFile.DEVICES_MAX, "instances");
        HaType haType = haType(keys, model);
        int users = users(keys, model);
        Bandwidth bandwidth = model == DeviceModel.APP ? userBandwidth(keys) : bandwidth(keys, model);
        FirmwareMix firmware = FirmwareMixReader.read(keys.required("firmware"));
        boolean mixed = keys.optional("mixed").map(YamlValue::flag).orElse(false);
        SymmetricLoad load =
                keys.optional("load").map(InstanceGroupReader::load).orElseGet(() -> SymmetricLoad.above(bandwidth));
        return new InstanceGroup(
                model, count, haType, users, bandwidth, firmware, mixed, load, SpreadReader.read(keys));
    }

    private static HaType haType(YamlMapping keys, DeviceModel model) {
        List<HaType> fitting =
                Arrays.stream(HaType.values()).filter(type -> type.fits(model)).toList();
        if (fitting.equals(List.of(HaType.NO_BACKUP))) {
            keys.without("ha", "no ha for " + model.label());
        }
        String expected = fitting.stream().map(HaType::apiName).collect(Collectors.joining(", "));
        return keys.optional("ha")
                .map(ha -> ha.choice(
                        text -> HaType.named(text).filter(fitting::contains),
                        "one of " + expected + " for " + model.label()))
                .orElse(HaType.NO_BACKUP);
    }

    private static int users(YamlMapping keys, DeviceModel model) {
        if (model == DeviceModel.APP) {
            return keys.required("users").integer(1, InstanceGroup.USERS_MAX, "users");
        }
        keys.without("users", "users for APP only");
        return 0;
    }

    private static Bandwidth bandwidth(YamlMapping keys, DeviceModel model) {
        keys.without("userBandwidth", "bandwidth, in Mbit/s, for " + model.label());
        return Bandwidth.ofMegabits(
                keys.required("bandwidth").integer(model.megabitsMin(), model.megabitsMax(), "Mbit/s"));
    }

    private static Bandwidth userBandwidth(YamlMapping keys) {
        keys.without("bandwidth", "userBandwidth, in Kbit/s, for APP");
        return keys.optional("userBandwidth")
                .map(value -> Bandwidth.ofKilobits(value.integer(1, USER_KILOBITS_MAX, "Kbit/s")))
                .orElse(DEFAULT_USER_BANDWIDTH);
    }

    private static SymmetricLoad load(YamlValue load) {
        YamlMapping keys = load.mapping().allowing(List.of("accelerated", "other"));
        return SymmetricLoad.ofMegabits(
                keys.required("accelerated").decimal(SymmetricLoad.MEGABITS_MAX, "Mbit/s"),
                keys.required("other").decimal(SymmetricLoad.MEGABITS_MAX, "Mbit/s"));
    }

    private InstanceGroupReader() {}
}
