package dev.sagfleet.simulator.text;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where everything is and what to try, once it is up.
 *
 * @param data the data directory, as it was given
 * @param isKept whether anything but the credentials is kept there
 * @param suggestions commands to try
 */
public record Summary(String endpoint, int devicePort, String data, boolean isKept, List<String> suggestions) {
    /** What the last line begins with, by which it is told that all is ready. */
    public static final String STOP = "stop with ";

    private static final String DATA_DEFAULT = "sag-data";

    public Summary {
        suggestions = List.copyOf(suggestions);
    }

    /** Of a controller with a fleet. */
    public static Summary ofWorld(Blueprint fleet, int apiPort, int devicePort, String data) {
        List<String> suggestions = new ArrayList<>();
        suggestions.add(call("DescribeSmartAccessGateways", data) + " --PageSize 3");
        suggestion(fleet, data).ifPresent(suggestions::add);
        if (fleet.deviceCount() == 0) {
            suggestions.add("./sag agent" + where(data));
        }
        return new Summary(endpoint(apiPort), devicePort, data, true, suggestions);
    }

    /** Of a controller alone. */
    public static Summary ofController(int apiPort, int devicePort, String data) {
        return new Summary(
                endpoint(apiPort),
                devicePort,
                data,
                true,
                List.of("./sag fleet --devices 10" + where(data), "./sag status" + where(data)));
    }

    /** The same of work of which nothing is kept, or something. */
    public Summary withKept(boolean other) {
        return new Summary(endpoint, devicePort, data, other, suggestions);
    }

    /**
     * The text, with a line break at its end.
     *
     * @param howToStop as a key or a command
     */
    public String text(String howToStop) {
        return """

                  endpoint      %s
                  device port   %s
                  credentials   %s
                  data          %s

                try, in another terminal:
                  curl %1$s/healthz
                """
                        .formatted(
                                endpoint,
                                devicePort,
                                data + '/' + Credentials.FILE,
                                isKept ? data : "in memory, nothing is kept")
                + suggestions.stream().map(line -> "  " + line + '\n').collect(Collectors.joining())
                + '\n'
                + STOP
                + howToStop
                + '\n';
    }

    private static String endpoint(int apiPort) {
        return "http://127.0.0.1:" + apiPort;
    }

    /** An association that succeeds the first time; for a fleet that has none, another bandwidth. */
    private static Optional<String> suggestion(Blueprint fleet, String data) {
        Optional<InstanceBlueprint> able =
                fleet.instances().stream().filter(Summary::accelerates).findFirst();
        if (able.isPresent() && !fleet.plans().isEmpty()) {
            return Optional.of(call("AssociateSmartAGWithApplicationBandwidthPackage", data) + " --RegionId "
                    + fleet.regionId() + " --ApplicationBandwidthPackageId "
                    + fleet.plans().get(0).id() + " --AssociateConfigs.1.SmartAGId "
                    + able.get().id() + " --AssociateConfigs.1.Bandwidth 5");
        }
        return fleet.instances().stream()
                .filter(instance -> instance.model() != DeviceModel.APP)
                .findFirst()
                .map(instance -> call("DowngradeSmartAccessGateway", data) + " --RegionId " + fleet.regionId()
                        + " --SmartAGId " + instance.id() + " --BandWidthSpec "
                        + instance.model().megabitsMin() + " --AutoPay true");
    }

    private static boolean accelerates(InstanceBlueprint instance) {
        return instance.model().hasAcceleration()
                && instance.devices().stream()
                        .allMatch(device -> device.version().acceleratesApplications());
    }

    private static String call(String action, String data) {
        return "./sag api " + action + where(data);
    }

    /** The data directory says where the controller is. */
    private static String where(String data) {
        return data.equals(DATA_DEFAULT) ? "" : " --data " + data;
    }
}
