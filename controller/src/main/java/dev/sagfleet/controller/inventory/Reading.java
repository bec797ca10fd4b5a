package dev.sagfleet.controller.inventory;

/** The inventory as it can be read, a repository per area, all as of one moment. Valid for one query or change only. */
public interface Reading {
    InstanceRepository instances();

    DeviceRepository devices();

    AspectRepository aspects();

    PlanRepository plans();

    RuleRepository rules();

    CcnRepository ccns();

    OrderRepository orders();

    SettingsRepository settings();

    ImageRepository images();

    JobRepository jobs();

    PolicyRepository policies();

    RolloutRepository rollouts();

    Listings listings();

    /** How many devices run which firmware. Looks at every device, so it takes its time. */
    FirmwareCounts firmware();

    /** Counts and sums over everything. Looks at every row, so it takes its time. */
    Overview overview();
}
