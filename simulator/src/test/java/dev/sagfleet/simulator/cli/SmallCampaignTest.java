package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.simulator.campaign.Campaign;
import dev.sagfleet.simulator.campaign.CampaignResult;
import dev.sagfleet.simulator.campaign.CampaignRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Campaigns as small as can be: what they find is so, and how long they take says nothing. */
class SmallCampaignTest {
    private final List<String> progress = new ArrayList<>();

    @Test
    void aControllerThatIsKilledUpgradesNobodyTwiceAndForgetsNobody() throws IOException, InterruptedException {
        CampaignResult result =
                CampaignRun.of(new Campaign(true, 40, 6_000, 1, 1 << 16, Duration.ZERO), Sag.class, progress::add);

        assertSound(result);
    }

    @Test
    void noMoreDoesOneThatIsKilledWithItsFleet() throws IOException, InterruptedException {
        CampaignResult result =
                CampaignRun.of(new Campaign(false, 40, 6_000, 1, 1 << 16, Duration.ZERO), Sag.class, progress::add);

        assertSound(result);
    }

    private void assertSound(CampaignResult result) {
        assertThat(result.ledger().complaints()).isEmpty();
        assertThat(result.isSound()).isTrue();
        assertThat(result.ledger().all()).isEqualTo(40);
        assertThat(result.ledger().members().get(MemberState.SUCCEEDED)).isGreaterThan(20);
        assertThat(result.secondsTo(100)).isPresent();
        assertThat(result.returns()).singleElement().satisfies(back -> {
            assertThat(back.resolved()).isBetween(20, 40);
            assertThat(back.reconnects().count()).isGreaterThanOrEqualTo(40);
        });
        assertThat(progress).isNotEmpty();
    }
}
