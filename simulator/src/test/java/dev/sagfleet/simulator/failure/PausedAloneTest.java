package dev.sagfleet.simulator.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of a controller and its fleet is stopped for longer than any silence is allowed; the other one goes on. */
@Tag("attack")
class PausedAloneTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);

    /** So long that whoever counts the pause as silence gives the other one up. */
    private static final Duration PAUSE =
            KEEP_ALIVE.multipliedBy(4).multipliedBy(Integer.getInteger("attack.scale", 1));

    /** As long, since devices that find nobody come back after longer and longer waits. */
    private static final Duration GRACE = PAUSE;

    private final ProcessesApart processes;
    private final List<InstanceBlueprint> pairs = WorldProcess.FLEET.blueprint().instances().stream()
            .filter(instance ->
                    instance.model() != DeviceModel.APP && instance.devices().size() == 2)
            .toList();

    PausedAloneTest(@TempDir Path directory) throws Exception {
        processes = ProcessesApart.start(directory, KEEP_ALIVE, GRACE);
        awaitAllOnline();
    }

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void afterAPauseOfTheControllerAllAreOnlineAndNoPairHasChangedRoles() throws Exception {
        List<String> before = roles();

        ProcessesApart.pause(processes.controller(), PAUSE);
        TimeUnit.SECONDS.sleep(GRACE.toSeconds() + 1); // until nothing is held back any more

        awaitAllOnline();
        assertThat(roles()).isEqualTo(before);
    }

    @Test
    void afterAPauseOfTheFleetAllAreOnlineAndEachPairHasOneActiveBox() throws Exception {
        ProcessesApart.pause(processes.fleet(), PAUSE);

        awaitAllOnline();
        for (InstanceBlueprint pair : pairs) {
            for (var device : pair.devices()) {
                Await.until("follows", DEADLINE, () -> processes
                        .caller()
                        .isFollowing(device.serial().text()));
            }
        }
        assertThat(roles()).filteredOn("active"::equals).hasSize(pairs.size());
        assertThat(roles()).filteredOn("standby"::equals).hasSize(pairs.size());
    }

    private void awaitAllOnline() throws Exception {
        int devices = WorldProcess.FLEET.blueprint().deviceCount();
        Await.until("all are online", DEADLINE, () -> processes.caller().devicesOnline() == devices);
    }

    /** Of both boxes of each pair, in the order of the fleet. */
    private List<String> roles() throws Exception {
        List<String> roles = new ArrayList<>();
        for (InstanceBlueprint pair : pairs) {
            for (var device : pair.devices()) {
                JsonNode shown = processes
                        .caller()
                        .show("/_sag/devices/" + device.serial().text());
                assertThat(shown.path("online").booleanValue()).isTrue();
                roles.add(shown.path("role").asText());
            }
        }
        return roles;
    }
}
