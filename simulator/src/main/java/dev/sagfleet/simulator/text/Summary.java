package dev.sagfleet.simulator.text;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.util.Optional;

/**
 * Where everything is and what to try, once a world is up.
 *
 * @param data the data directory, as it was given
 */
public record Summary(Blueprint fleet, int apiPort, int devicePort, String data) {
    private static final String DATA_DEFAULT = "sag-data";

    public String text() {
        return """

                  endpoint      %s
                  device port   %s
                  credentials   %s
                  data          %s

                try, in another terminal:
                  curl %1$s/healthz
                  %s --PageSize 3
                """
                        .formatted(
                                endpoint(),
                                devicePort,
                                data + '/' + Credentials.FILE,
                                data,
                                call("DescribeSmartAccessGateways"))
                + suggestion().map(line -> "  " + line + '\n').orElse("")
                + "\nstop with Ctrl-C\n";
    }

    private String endpoint() {
        return "http://127.0.0.1:" + apiPort;
    }

    /** An association that succeeds the first time; for a fleet that has none, another bandwidth. */
    private Optional<String> suggestion() {
        Optional<InstanceBlueprint> able =
                fleet.instances().stream().filter(Summary::accelerates).findFirst();
        if (able.isPresent() && !fleet.plans().isEmpty()) {
            return Optional.of(call("AssociateSmartAGWithApplicationBandwidthPackage") + " --RegionId "
                    + fleet.regionId() + " --ApplicationBandwidthPackageId "
                    + fleet.plans().get(0).id() + " --AssociateConfigs.1.SmartAGId "
                    + able.get().id() + " --AssociateConfigs.1.Bandwidth 5");
        }
        return fleet.instances().stream()
                .filter(instance -> instance.model() != DeviceModel.APP)
                .findFirst()
                .map(instance -> call("DowngradeSmartAccessGateway") + " --RegionId " + fleet.regionId()
                        + " --SmartAGId " + instance.id() + " --BandWidthSpec "
                        + instance.model().megabitsMin() + " --AutoPay true");
    }

    private static boolean accelerates(InstanceBlueprint instance) {
        return instance.model().hasAcceleration()
                && instance.devices().stream()
                        .allMatch(device -> device.version().acceleratesApplications());
    }

    /** A call, with what it needs to find this controller as far as it is not the default. */
    private String call(String action) {
        String where = apiPort == ControllerConfig.API_PORT_DEFAULT ? "" : " --endpoint " + endpoint();
        return "./sag api " + action + where + (data.equals(DATA_DEFAULT) ? "" : " --data " + data);
    }
}
