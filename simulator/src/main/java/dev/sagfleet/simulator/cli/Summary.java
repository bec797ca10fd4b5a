package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.world.World;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Says where everything is and what to try, once a world is up. */
final class Summary {
    static void print(World world, Path data, PrintWriter out) {
        Controller controller = world.controller();
        String endpoint = "http://127.0.0.1:" + controller.apiPort();
        Blueprint fleet = world.blueprint();
        String instance = fleet.instances().get(0).id();
        String flags = flags(controller, data);
        out.println();
        out.println("  endpoint      " + endpoint);
        out.println("  device port   " + controller.devicePort());
        out.println("  credentials   " + data.resolve(Credentials.FILE));
        out.println("  data          " + data);
        out.println();
        out.println("try:");
        out.println("  curl " + endpoint + "/healthz");
        out.println("  ./sag api DescribeSmartAccessGateways" + flags + " --PageSize 3");
        out.println("  ./sag api DowngradeSmartAccessGateway" + flags + " --RegionId " + fleet.regionId()
                + " --SmartAGId " + instance + " --BandWidthSpec 5 --AutoPay true");
        out.println();
        out.println("stop with Ctrl-C");
        out.flush();
    }

    /** What a call needs to find this controller, as far as it is not the default. */
    private static String flags(Controller controller, Path data) {
        String endpoint = controller.apiPort() == ControllerConfig.API_PORT_DEFAULT
                ? ""
                : " --endpoint http://127.0.0.1:" + controller.apiPort();
        return data.equals(Path.of("sag-data")) ? endpoint : endpoint + " --data " + data;
    }

    private Summary() {}
}
