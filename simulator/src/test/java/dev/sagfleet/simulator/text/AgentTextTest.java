package dev.sagfleet.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.shaping.ByteCounts;
import dev.sagfleet.agent.shaping.TrafficCounters;
import dev.sagfleet.agent.standalone.AgentStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person sees of the traffic of an agent. */
class AgentTextTest {
    private static final long SECOND = 1_000_000_000;
    private static final ByteCounts NONE = new ByteCounts(0, 0, 0, 0);

    private static DeviceState state(String firmware) {
        var association = new Associate("c1", new Revision(1), "abwp-1", Bandwidth.ofMegabits(10), Optional.empty());
        return new DeviceState(
                FirmwareVersion.parse(firmware),
                Holdings.NONE,
                Optional.of(association),
                Bandwidth.ofKilobits(12_500),
                HaRole.ACTIVE);
    }

    private static AgentStatus status(long nanos, String firmware, ByteCounts accelerated, ByteCounts other) {
        return new AgentStatus(nanos, true, state(firmware), new TrafficCounters(NONE, NONE, accelerated, other), 3);
    }

    @Test
    void aTerminalShowsTheRatesOfEachClassAndDirectionSinceTheLastLook() {
        AgentStatus before = status(
                SECOND, "2.4.0", new ByteCounts(1_000_000, 1_000_000, 0, 500_000), new ByteCounts(500, 500, 0, 0));
        AgentStatus now = status(
                3 * SECOND,
                "2.4.0",
                new ByteCounts(3_500_000, 3_500_000, 0, 2_500_000),
                new ByteCounts(500, 500, 0, 0));

        assertThat(AgentText.block(before, now))
                .isEqualTo(
                        """
                        online, 12.5 Mbit/s each way, acceleration 10 Mbit/s, 3 connections
                                              Mbit/s  delayed  MB since boot
                        uplink accelerated     0.000    0.000            0.0
                        uplink other           0.000    0.000            0.0
                        downlink accelerated  10.000    8.000            3.5
                        downlink other         0.000    0.000            0.0
                        """);
    }

    @Test
    void aLogHasTheSameInALine() {
        AgentStatus before = status(0, "2.3.9", NONE, NONE);
        AgentStatus now = status(SECOND, "2.3.9", NONE, new ByteCounts(1_562_500, 1_562_500, 0, 0));

        assertThat(AgentText.line(before, now))
                .isEqualTo("online, 12.5 Mbit/s each way, acceleration suspended, firmware 2.3.9, 3 connections; Mbit/s"
                        + " uplink accelerated 0.000 uplink other 0.000 downlink accelerated 0.000"
                        + " downlink other 12.500");
    }

    @Test
    void afterABootTheRateIsThatOfWhatCameSince() {
        AgentStatus before = status(0, "2.4.0", NONE, new ByteCounts(9_000_000, 9_000_000, 0, 0));
        AgentStatus now = status(SECOND, "2.4.0", NONE, new ByteCounts(125_000, 125_000, 0, 0));

        assertThat(AgentText.line(before, now)).endsWith("downlink other 1.000");
    }
}
