package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.GivenCredentials;
import dev.sagfleet.simulator.text.Summary;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A controller alone, for devices of other processes. */
@Command(
        name = "controller",
        description = "Runs a controller without devices, until it is interrupted: for a fleet or devices elsewhere.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ControllerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

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

    @Mixin
    private DetachFlag detach = new DetachFlag();

    @Override
    public Integer call() throws IOException, InterruptedException {
        store.requireNothingSaidOfWhatIsKept();
        data.requireNoController();
        if (detach.isAsked()) {
            return detach.start(data.path());
        }
        GivenCredentials given = users.applied(Arguments.read(spec, System.getenv(), GivenCredentials::in));
        ControllerConfig config = egress.applied(ports.config(data.path())).withStore(store.kind());
        store.announce(data.path());
        return WorkRun.untilInterrupted(
                spec, store.ending(), progress -> new ControllerWork(Controller.start(config, given, List.of())));
    }

    /** A controller as work, which is ready at once. */
    private final class ControllerWork implements Work {
        private final Controller controller;

        ControllerWork(Controller controller) {
            this.controller = controller;
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public int onlineCount() {
            return 0;
        }

        @Override
        public String summary() {
            return Summary.ofController(
                            controller.apiPort(),
                            controller.devicePort(),
                            data.path().toString())
                    .withKept(store.isKept())
                    .text(detach.howToStop(data.path()));
        }

        @Override
        public void close() {
            controller.close();
        }
    }
}
