package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.inventory.BandwidthOrders;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The calls of a story, one after the other, and what was answered to each. */
final class StoryCalls {
    private static final String ASSOCIATE = "AssociateSmartAGWithApplicationBandwidthPackage";
    private static final String DISSOCIATE = "DissociateSmartAGFromApplicationBandwidthPackage";
    private static final String UPDATE = "UpdateSmartAGAccelerateConfig";

    private final Stage stage;
    private final List<String> answers = new ArrayList<>();

    StoryCalls(Stage stage) {
        this.stage = stage;
    }

    /** The calls with the code of the error, or nothing. */
    List<String> answers() {
        return answers;
    }

    void associate(List<InstanceBlueprint> some, int megabits, int plan) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("ApplicationBandwidthPackageId", planId(plan));
        for (int i = 0; i < some.size(); i++) {
            parameters.put(
                    "AssociateConfigs." + (i + 1) + ".SmartAGId", some.get(i).id());
            parameters.put("AssociateConfigs." + (i + 1) + ".Bandwidth", Integer.toString(megabits));
        }
        call(ASSOCIATE, parameters);
    }

    void dissociate(InstanceBlueprint instance) {
        call(DISSOCIATE, Map.of("ApplicationBandwidthPackageId", planId(0), "SmartAGId", instance.id()));
    }

    void peak(InstanceBlueprint instance, int megabits) {
        call(UPDATE, Map.of("SmartAGId", instance.id(), "Bandwidth", Integer.toString(megabits)));
    }

    void order(String action, InstanceBlueprint instance, int amount, boolean isPaid) {
        call(
                action,
                Map.of(
                        "SmartAGId",
                        instance.id(),
                        "AutoPay",
                        Boolean.toString(isPaid),
                        isApp(instance) ? "UserCount" : "BandWidthSpec",
                        Integer.toString(amount),
                        "DataPlan",
                        "5"));
    }

    void call(String action, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("RegionId", stage.blueprint().regionId());
        answers.add(action + " " + all + ": " + stage.call(action, all));
    }

    /** As the control API does. */
    void pay(InstanceBlueprint instance) {
        stage.finish(stage.store().read(reading -> reading.orders().unpaidOf(instance.id())))
                .forEach(order -> answers.add("pay "
                        + stage.finish(stage.commands()
                                .run("pay", transaction -> BandwidthOrders.pay(transaction, order.id(), "pay"))
                                .handle((paid, failure) -> order.id() + " " + (failure == null)))));
    }

    void checkVersions(boolean isOn) {
        stage.finish(stage.store().write(transaction -> {
            transaction.settings().save(new Settings(isOn));
            return isOn;
        }));
    }

    String planId(int plan) {
        return stage.blueprint().plans().get(plan).id();
    }

    static boolean isApp(InstanceBlueprint instance) {
        return instance.model() == DeviceModel.APP;
    }
}
