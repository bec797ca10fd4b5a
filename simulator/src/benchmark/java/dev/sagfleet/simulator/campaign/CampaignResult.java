package dev.sagfleet.simulator.campaign;

import java.util.List;
import java.util.OptionalDouble;

/** What came of a {@link Campaign}. */
public final class CampaignResult {
    private final Campaign campaign;
    private final Milestones milestones;
    private final List<Return> returns;
    private final Ledger ledger;

    CampaignResult(Campaign campaign, Milestones milestones, List<Return> returns, Ledger ledger) {
        this.campaign = campaign;
        this.milestones = milestones;
        this.returns = List.copyOf(returns);
        this.ledger = ledger;
    }

    public Campaign campaign() {
        return campaign;
    }

    /** When 50, 95 or 100 percent of the members had ended, in seconds from the start; empty if they had not. */
    public OptionalDouble secondsTo(int percent) {
        return milestones.of(percent);
    }

    /** The kills, in their order. */
    public List<Return> returns() {
        return returns;
    }

    /** What both ends have kept. */
    public Ledger ledger() {
        return ledger;
    }

    /** Whether nobody was upgraded twice and nobody forgotten. */
    public boolean isSound() {
        return ledger.isSound();
    }

    /** Whether no second had more than thrice the mean of reconnects, nor of downloads. Source: rollout rule R18. */
    public boolean isGentle() {
        return returns.stream()
                .allMatch(back -> back.reconnects().peakToMean() <= Rate.PEAK_TO_MEAN_MAX
                        && back.downloads().peakToMean() <= Rate.PEAK_TO_MEAN_MAX);
    }
}
