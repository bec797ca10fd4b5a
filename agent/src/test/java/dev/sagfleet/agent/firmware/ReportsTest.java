package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.OLD;
import static dev.sagfleet.agent.firmware.Devices.box;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static dev.sagfleet.agent.firmware.Devices.progress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEvent.FetchProgress;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules F19 and F20. */
class ReportsTest {
    private final TestDevice device = box();

    @Test
    @DisplayName("F19 what is said is in order by boot and sequence, and each has its job, attempt, percent and digest")
    void whatIsSaidIsInOrder() {
        device.fate.isHealthy = Devices::isNotNew;
        device.tell(ordered(NEW, "job", 1));
        List<FirmwareProgress> all = new ArrayList<>(progress(device.sent));

        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).isAfter(all.get(i - 1))).as("%s", all).isTrue();
        }
        assertThat(all).allSatisfy(said -> {
            assertThat(said.job()).isEqualTo("job");
            assertThat(said.attempt()).isEqualTo(1);
            assertThat(said.running()).isEqualTo(OLD.digest());
        });
        assertThat(all.get(0).percent()).isZero();
        assertThat(all.get(all.size() - 1).percent()).isEqualTo(100);
        assertThat(all.get(all.size() - 1).state()).isEqualTo(UpdateState.ROLLED_BACK);
    }

    @Test
    @DisplayName("F19 percents come once a second at most, states at once")
    void percentsAreMerged() {
        device.fate.downloads.add(Fate.HANGS);
        device.tell(ordered(NEW, "job", 1));
        int sent = device.sent.size();

        for (int i = 1; i <= 30; i++) {
            device.pass(Duration.ofMillis(100));
            device.tell(new FetchProgress(TestDevice.at(i * Release.SIZE / 100)));
        }

        assertThat(progress(device.sent.subList(sent, device.sent.size())))
                .extracting(FirmwareProgress::percent)
                .containsExactly(10, 20, 30);
    }

    @Test
    @DisplayName("F19 what does not change is not said again")
    void whatDoesNotChangeIsNotSaidAgain() {
        device.fate.downloads.add(Fate.HANGS);
        device.tell(ordered(NEW, "job", 1));
        int sent = device.sent.size();

        for (int i = 0; i < 5; i++) {
            device.pass(Duration.ofSeconds(5));
            device.tell(new FetchProgress(TestDevice.at(100 + i)));
        }

        assertThat(device.sent).hasSize(sent);
    }

    @Test
    @DisplayName("F19 an end that comes between the Hello and its answer is said once there is a session")
    void anEndBeforeTheSessionIsSaidInIt() {
        device.fate.checksEnd = false;
        device.fate.isHealthy = Devices::isNotNew;
        device.tell(ordered(NEW, "job", 1));
        device.tell(new FirmwareEvent.LocalChecksDone(UpdateCode.LOCAL_CHECK));
        assertThat(device.hellos.get(2).job().orElseThrow().state()).isEqualTo(UpdateState.TRIAL);

        device.tell(new FirmwareEvent.LocalChecksDone(UpdateCode.NONE));

        assertThat(progress(device.sent))
                .last()
                .extracting(FirmwareProgress::state)
                .isEqualTo(UpdateState.ROLLED_BACK);
        assertThat(device.job().acknowledged()).isTrue();
    }

    @Test
    @DisplayName("F20 if every report of an upgrade is lost, the next Hello heals all of it")
    void theNextHelloHealsAll() {
        device.fate.controllerRecords = false;
        device.tell(ordered(NEW, "job", 1));
        device.sent.clear();
        device.disconnect();

        device.connect();

        FirmwareReport said = device.hellos.get(device.hellos.size() - 1);
        assertThat(said.runs()).isEqualTo(Slot.B);
        assertThat(said.slotA()).isEqualTo(SlotState.good(OLD).report());
        assertThat(said.slotB()).isEqualTo(SlotState.good(NEW.image()).report());
        assertThat(said.job().orElseThrow().state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(said.job().orElseThrow().running()).isEqualTo(NEW.digest());
        assertThat(device.job().acknowledged()).isTrue();
        assertThat(device.sent).as("said by the Hello, not twice").isEmpty();
    }

    @Test
    @DisplayName("F20 each Hello says the last job, until the next begins")
    void eachHelloSaysTheLastJob() {
        device.tell(ordered(NEW, "job", 1));

        for (int i = 0; i < 3; i++) {
            device.powerOn();
            var said = device.hellos.get(device.hellos.size() - 1).job().orElseThrow();
            assertThat(said.job()).isEqualTo("job");
            assertThat(said.boot()).isEqualTo(device.state().boot());
        }
    }

    @Test
    @DisplayName("F19 nothing is said outside a session")
    void nothingIsSaidOutsideASession() {
        device.fate.downloads.add(Fate.HANGS);
        device.tell(ordered(NEW, "job", 1));
        device.disconnect();
        int sent = device.sent.size();

        device.tell(new FirmwareEvent.Fetched(TestDevice.at(Release.SIZE)));
        device.settle();

        assertThat(device.runs()).isEqualTo(NEW.digest());
        assertThat(device.sent).hasSize(sent);
    }
}
