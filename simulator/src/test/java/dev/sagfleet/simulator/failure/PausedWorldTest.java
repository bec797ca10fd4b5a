package dev.sagfleet.simulator.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.simulator.world.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller with its fleet is stopped for longer than any silence is allowed, as with a container, and goes on. */
@Tag("attack")
class PausedWorldTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);
    private static final long PAUSE_SECONDS = 6L * Integer.getInteger("attack.scale", 1);

    /** Long enough for each end to give the other one up, if it counted the pause as silence. */
    private static final long AFTERWARDS_SECONDS = 5;

    /** @param epoch counts the sessions of a device */
    private record Standing(boolean online, long epoch, String role) {}

    @Test
    void nobodyIsCutOffForAPauseAndNoPairChangesRoles(@TempDir Path directory) throws Exception {
        int devices = WorldProcess.FLEET.blueprint().deviceCount();
        WorldProcess world = WorldProcess.start(directory, KEEP_ALIVE);
        try {
            Caller caller = new Caller(world.apiPort(), Credentials.read(directory.resolve(Credentials.FILE)));
            Await.until("all devices are online", DEADLINE, () -> caller.devicesOnline() == devices);
            Map<String, Standing> before = standings(caller);

            run("kill -STOP " + world.pid() + "; sleep " + PAUSE_SECONDS + "; kill -CONT " + world.pid() + "; sleep "
                    + AFTERWARDS_SECONDS);

            assertThat(standings(caller)).isEqualTo(before);
        } finally {
            world.kill();
        }
    }

    private static Map<String, Standing> standings(Caller caller) throws Exception {
        Map<String, Standing> standings = new HashMap<>();
        for (var instance : WorldProcess.FLEET.blueprint().instances()) {
            for (var device : instance.devices()) {
                String serial = device.serial().text();
                JsonNode shown = caller.show("/_sag/devices/" + serial);
                standings.put(
                        serial,
                        new Standing(
                                shown.path("online").booleanValue(),
                                shown.path("epoch").asLong(),
                                shown.path("role").asText()));
            }
        }
        return standings;
    }

    private static void run(String commands) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", commands).inheritIO().start();
        assertThat(shell.waitFor(DEADLINE.toSeconds() + PAUSE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        assertThat(shell.exitValue()).isZero();
    }
}
