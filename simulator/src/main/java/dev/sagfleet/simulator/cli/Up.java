package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.GivenCredentials;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.text.Summary;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.Transport;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: a controller and a fleet in one process, until it is interrupted. */
@Command(
        name = "up",
        description = "Runs a controller and a fleet in one process, until it is interrupted.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Up implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FleetFlags fleet = new FleetFlags();

    @Option(
            names = "--transport",
            paramLabel = "KIND",
            defaultValue = "tcp",
            description = "What carries the devices' connections: tcp, or memory for more devices than there are"
                    + " sockets (default: ${DEFAULT-VALUE}).")
    private Transport transport = Transport.TCP;

    @Mixin
    private DataFlag data = new DataFlag();

    @Mixin
    private StoreFlag store = new StoreFlag();

    @Mixin
    private PortFlags ports = new PortFlags();

    @Mixin
    private EgressFlag egress = new EgressFlag();

    @Mixin
    private UsersFlag users = new UsersFlag();

    @Option(
            names = "--start-over",
            description = "First delete the databases in --data and with them the fleet; the credentials stay.")
    private boolean startsOver;

    @Mixin
    private DetachFlag detach = new DetachFlag();

    @Override
    public Integer call() throws IOException, InterruptedException {
        store.requireNothingSaidOfWhatIsKept();
        data.requireNoController();
        data.requireNoFleet();
        if (detach.isAsked()) {
            return detach.start(data.path());
        }
        GivenCredentials given = users.applied(Arguments.read(spec, System.getenv(), GivenCredentials::in));
        Optional<FleetDefinition> wanted = fleet.wanted();
        ControllerConfig config = egress.applied(ports.config(data.path())).withStore(store.kind());
        Conditions conditions = Conditions.DEFAULT
                .withTransport(transport)
                .withDelays(fleet.delays().table())
                .withFaults(fleet.faults());
        if (startsOver) {
            World.startOver(data.path());
        }
        store.announce(data.path());
        return WorkRun.untilInterrupted(
                spec,
                store.ending(),
                progress -> new WorldWork(World.start(config, given, wanted, fleet.otherwise(), conditions, progress)));
    }

    /** A world as work. */
    private final class WorldWork implements Work {
        private final World world;

        WorldWork(World world) {
            this.world = world;
        }

        @Override
        public int size() {
            return world.fleet().size();
        }

        /** As the controller sees it; devices that are of no fleet count too. */
        @Override
        public int onlineCount() {
            return Math.min(size(), world.controller().onlineCount());
        }

        @Override
        public String summary() {
            return Summary.ofWorld(
                            world.blueprint(),
                            world.controller().apiPort(),
                            world.controller().devicePort(),
                            data.path().toString())
                    .withKept(store.isKept())
                    .text(detach.howToStop(data.path()));
        }

        @Override
        public void close() {
            world.close();
        }
    }
}
