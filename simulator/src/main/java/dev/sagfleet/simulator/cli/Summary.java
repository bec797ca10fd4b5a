package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.World;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Says where everything is and what to try, once a world is up. */
final class Summary {
    private static final Path DATA_DEFAULT = Path.of("sag-data");

    private final World world;
    private final Path data;
    private final String endpoint;

    Summary(World world, Path data) {
        this.world = world;
        this.data = data;
        this.endpoint = "http://127.0.0.1:" + world.controller().apiPort();
    }

    void print(PrintWriter out) {
        Controller controller = world.controller();
        out.println();
        out.println("  endpoint      " + endpoint);
        out.println("  device port   " + controller.devicePort());
        out.println("  credentials   " + data.resolve(Credentials.FILE));
        out.println("  data          " + data);
        out.println();
        out.println("try, in another terminal:");
        out.println("  curl " + endpoint + "/healthz");
        out.println("  " + call("DescribeSmartAccessGateways") + " --PageSize 3");
        suggestion().ifPresent(line -> out.println("  " + line));
        out.println();
        out.println("stop with Ctrl-C");
        out.flush();
    }

    /** An association that succeeds the first time; for a fleet that has none, another bandwidth. */
    private Optional<String> suggestion() {
        Blueprint fleet = world.blueprint();
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
        String where =
                world.controller().apiPort() == ControllerConfig.API_PORT_DEFAULT ? "" : " --endpoint " + endpoint;
        return "./sag api " + action + where + (data.equals(DATA_DEFAULT) ? "" : " --data " + data);
    }
}
