package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.TestWorld.HQ;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet without sockets does all that one with sockets does. */
class MemoryTransportTest {
    /** For databases, ports and clients of the API; the devices are some 200. */
    private static final long FILES_WITHOUT_DEVICES = 100;

    private static long filesBefore;

    @AutoClose
    private static TestWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        filesBefore = openFiles();
        world = TestWorld.start(
                directory, SessionTiming.DEFAULT.telemetry(), Conditions.DEFAULT.withTransport(Transport.MEMORY));
        world.control().put("settings", "{\"versionCheck\":false}");
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    @Test
    void takesNoFileDescriptors() {
        assertThat(openFiles() - filesBefore).isLessThan(FILES_WITHOUT_DEVICES);
    }

    @Test
    void obeys() {
        InstanceBlueprint branch = world.takeBranch();

        ApiAnswer answer = calls().associate(world.planId(HQ), branch.id(), 10);

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(world.stateOf(TestWorld.onlySerial(branch)).association()).isPresent();
    }

    @Test
    void refuses() {
        InstanceBlueprint old = world.takeOld();

        ApiAnswer answer = calls().associate(world.planId(HQ), old.id(), 10);

        assertThat(answer.detail())
                .hasValue(TestWorld.onlySerial(old) + ": found 2.3.1.1, required 2.4.0 or later (the device refused)");
    }

    @Test
    void leavesAndComesBack() {
        SerialNumber serial = TestWorld.onlySerial(world.takeBranch());
        world.disconnect(serial);

        world.reconnect(serial);

        world.awaitInStep(serial);
    }

    private static Calls calls() {
        return new Calls(world.api(OfficialClient.TEA));
    }
}
