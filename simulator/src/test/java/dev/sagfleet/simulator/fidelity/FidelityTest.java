package dev.sagfleet.simulator.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How two campaigns are compared; the one over sockets takes too long to be run here. */
class FidelityTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final SmallCampaign CAMPAIGN = SmallCampaign.quick();

    @Test
    void theSameCampaignTwiceIsTheSame() {
        FidelityResult result = FidelityResult.of(
                RehearsedCampaign.run(CAMPAIGN, BEGIN), RehearsedCampaign.run(CAMPAIGN, BEGIN.plusSeconds(7)));

        assertThat(result.differences()).isEmpty();
        assertThat(result.isFaithful()).isTrue();
        assertThat(result.live()).isEqualTo(RolloutState.FINISHED);
        assertThat(result.devices()).isEqualTo(200);
        assertThat(result.steps()).isGreaterThan(1_500);
        assertThat(result.kinds()).as("of courses").isGreaterThan(10);
    }

    @Test
    void whoMeetsSomethingElseIsNamedWithBothCourses() {
        FleetDefinition fleet = CAMPAIGN.fleet();
        var better = new SmallCampaign(
                new FleetDefinition(fleet.source(), fleet.text().replace("space: 4%", "space: 0%"), fleet.seed()),
                CAMPAIGN.rollout(),
                CAMPAIGN.imageBytes(),
                CAMPAIGN.windows());

        FidelityResult result =
                FidelityResult.of(RehearsedCampaign.run(CAMPAIGN, BEGIN), RehearsedCampaign.run(better, BEGIN));

        assertThat(result.isFaithful()).isFalse();
        assertThat(result.differences()).hasSizeBetween(2, 20).allSatisfy(difference -> {
            assertThat(difference.live()).contains("ABORTED NO_SPACE");
            assertThat(difference.rehearsed()).doesNotContain("NO_SPACE");
        });
    }

    @Test
    void whatTakesTimeIsMeasured() {
        Observed seen = RehearsedCampaign.run(CAMPAIGN, BEGIN);

        assertThat(FidelityResult.of(seen, seen).calibrations()).allSatisfy(row -> {
            assertThat(row.count()).as(row.measure().what()).isGreaterThan(100);
            assertThat(row.assumed().half()).isPositive().isLessThan(Duration.ofSeconds(10));
        });
    }
}
