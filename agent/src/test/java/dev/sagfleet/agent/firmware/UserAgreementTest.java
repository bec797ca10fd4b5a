package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.client;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEvent.UserAgreed;
import dev.sagfleet.agent.protocol.UpdateState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UserAgreementTest {
    @Test
    @DisplayName("F23 a user who agrees while the line is down is asked again once it is up, and not left waiting")
    void whoAgreesWhileTheLineIsDownIsAskedAgain() {
        TestDevice device = client();
        device.fate.userAgrees = false;
        device.tell(ordered(NEW, "job", 1));
        device.disconnect();

        device.tell(new UserAgreed());
        assertThat(device.job().state()).isEqualTo(UpdateState.WAIT_ACTIVATE);
        device.fate.userAgrees = true;
        device.connect();

        assertThat(device.asked).isEqualTo(2);
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }
}
