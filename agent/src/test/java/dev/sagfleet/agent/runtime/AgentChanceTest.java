package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a device draws at random depends on its seed, on what it is for and on the attempt, and on nothing else. */
class AgentChanceTest {
    private static final int BOOTS = 50;

    /** The boot ids that a device of this seed says, if its controller cuts it off so often after each boot. */
    private static Set<String> bootIds(long seed, int cutsEachBoot) {
        var time = new ManualTime();
        List<String> said = new ArrayList<>();
        Agent agent = time.connect(
                new ScriptedLinks.Controller() {
                    @Override
                    public void received(ScriptedLinks.Line line, Envelope<UplinkMessage> envelope) {
                        said.add(((Hello) envelope.message()).bootId());
                    }
                },
                ManualTime.INSTANT_FLASH,
                seed);
        for (int boot = 0; boot < BOOTS; boot++) {
            time.pass(Duration.ofSeconds(1));
            for (int cut = 0; cut < cutsEachBoot; cut++) {
                agent.cut();
                time.pass(Duration.ofMinutes(1));
            }
            agent.powerCycle();
        }
        return new LinkedHashSet<>(said);
    }

    @Test
    void oneBootIsToldFromAnother() {
        assertThat(bootIds(1, 0)).hasSize(BOOTS);
    }

    @Test
    void theSameSeedNamesBootsTheSameHoweverOftenTheDeviceConnects() {
        assertThat(bootIds(1, 3)).containsExactlyElementsOf(bootIds(1, 0));
    }

    @Test
    void anotherSeedNamesThemOtherwise() {
        assertThat(bootIds(2, 0)).doesNotContainAnyElementsOf(bootIds(1, 0));
    }
}
