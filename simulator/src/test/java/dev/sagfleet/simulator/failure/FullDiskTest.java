package dev.sagfleet.simulator.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk on which nothing more can be written for a while: what happens meanwhile is known once there is room. */
@Tag("attack")
class FullDiskTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final InstanceBlueprint pair = WorldProcess.FLEET.blueprint().instances().stream()
            .filter(instance -> instance.model() != DeviceModel.APP)
            .filter(instance -> instance.devices().size() == 2)
            .findFirst()
            .orElseThrow();

    @Test
    void whoLeftAndWhoCameWhileTheDiskWasFullIsKnownOnceThereIsRoom(@TempDir Path directory) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/prlimit")), "no prlimit here to fail writes with");
        int devices = WorldProcess.FLEET.blueprint().deviceCount();
        String active = pair.devices().get(0).serial().text();
        String standby = pair.devices().get(1).serial().text();
        WorldProcess world = WorldProcess.start(directory);
        try {
            var caller = new Caller(world.apiPort(), Credentials.read(directory.resolve(Credentials.FILE)));
            Await.until("all online", DEADLINE, () -> caller.devicesOnline() == devices);
            Await.until("all answered", DEADLINE, () -> caller.isFollowing(standby));
            world.fillDisk();

            caller.switchNetwork(active, false);
            Await.until("one has left", DEADLINE, () -> caller.devicesOnline() == devices - 1);
            caller.switchNetwork(active, true);
            caller.switchNetwork(active, false);
            assertThat(caller.show("/_sag/devices/" + active).path("online").booleanValue())
                    .isTrue();

            world.freeDisk();
            Await.until("shown as offline", DEADLINE, () -> !caller.show("/_sag/devices/" + active)
                    .path("online")
                    .booleanValue());
            Await.until("taken over", DEADLINE, () -> caller.show("/_sag/devices/" + standby)
                    .path("role")
                    .asText()
                    .equals("active"));

            world.fillDisk();
            caller.switchNetwork(active, true);
            world.freeDisk();
            Await.until("all online again", DEADLINE, () -> caller.devicesOnline() == devices);
        } finally {
            world.kill();
        }
    }
}
