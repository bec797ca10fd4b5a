package dev.sagfleet.simulator.campaign;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The files of a campaign: its fleet, with what goes wrong there, and its rollout. */
final class CampaignFiles {
    static final String NAME = "to 2.9.0";
    static final String VERSION = "2.9.0";

    /** Each of them ends within seconds, so that none outlives the campaign; together they strike one device in 25. */
    private static final String FAULTS = "{boot: 0.5%, check: 0.5%, flash: 0.5%, space: 0.5%, drop@50%: 1%,"
            + " power@installing: 0.5%, torn@armed: 0.5%}";

    /** Single boxes, and pairs of which one box is upgraded at a time. */
    static String fleet(Campaign campaign) {
        int pairs = campaign.devices() / 5;
        return String.format(
                Locale.ROOT,
                """
                instances:
                  - {model: SAG-100WM, count: %d, bandwidth: 2, firmware: 2.4.0, load: {accelerated: 0, other: 0}}
                  - {model: SAG-1000, count: %d, bandwidth: 10, firmware: 2.4.0, ha: warm_backup, load: {accelerated: 0, other: 0}}
                firmwareFaults:
                  models: {SAG-100WM: %s, SAG-1000: %s}
                """,
                campaign.devices() - 2 * pairs,
                pairs,
                FAULTS,
                FAULTS);
    }

    /**
     * Each wave waits until somebody lets the next one begin. It ends whatever happens to few: a wave of which a fifth fails
     * would halt it.
     */
    static String rollout(Campaign campaign) {
        int waves = campaign.waves();
        String list = IntStream.rangeClosed(1, waves)
                .mapToObj(wave -> "{percent: " + 100 * wave + "/" + waves + "%, approve: " + (wave < waves) + "}")
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                """
                name: %s
                image: %s
                targets: {models: [SAG-100WM, SAG-1000]}
                waves: [%s]
                advance: {success: 80%%}
                halt: {failures: 20%%, least: 10}
                silence: {offered: 10m, download: 10m, trial: 10m}
                pace: {perMinute: %d, inFlight: %d}
                retries: {transport: 3, verify: 1, boot: 0, wait: 2s..10s}
                late: ignore
                """,
                NAME,
                VERSION,
                list,
                campaign.perMinute(),
                campaign.inFlight());
    }

    static String image(Campaign campaign) {
        return String.format(
                Locale.ROOT,
                "{\"models\": [\"SAG-100WM\", \"SAG-1000\"], \"version\": \"%s\", \"sizeBytes\": %d}",
                VERSION,
                campaign.imageBytes());
    }

    private CampaignFiles() {}
}
