package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.AspectRepository;
import dev.sagfleet.controller.inventory.CcnRepository;
import dev.sagfleet.controller.inventory.DeviceRepository;
import dev.sagfleet.controller.inventory.FirmwareCounts;
import dev.sagfleet.controller.inventory.ImageRepository;
import dev.sagfleet.controller.inventory.InstanceRepository;
import dev.sagfleet.controller.inventory.JobRepository;
import dev.sagfleet.controller.inventory.Listings;
import dev.sagfleet.controller.inventory.OrderRepository;
import dev.sagfleet.controller.inventory.Overview;
import dev.sagfleet.controller.inventory.PlanRepository;
import dev.sagfleet.controller.inventory.PolicyRepository;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.RolloutRepository;
import dev.sagfleet.controller.inventory.RuleRepository;
import dev.sagfleet.controller.inventory.SettingsRepository;

/** The inventory as a query sees it, in the one task in which it runs. */
record MemoryReading(MemoryContent content) implements Reading {
    @Override
    public InstanceRepository instances() {
        return content.instances();
    }

    @Override
    public DeviceRepository devices() {
        return content.devices();
    }

    @Override
    public AspectRepository aspects() {
        return content.aspects();
    }

    @Override
    public PlanRepository plans() {
        return content.plans();
    }

    @Override
    public RuleRepository rules() {
        return content.rules();
    }

    @Override
    public CcnRepository ccns() {
        return content.ccns();
    }

    @Override
    public OrderRepository orders() {
        return content.orders();
    }

    @Override
    public SettingsRepository settings() {
        return content.settings();
    }

    @Override
    public ImageRepository images() {
        return content.images();
    }

    @Override
    public JobRepository jobs() {
        return content.jobs();
    }

    @Override
    public PolicyRepository policies() {
        return content.policies();
    }

    @Override
    public RolloutRepository rollouts() {
        return content.rollouts();
    }

    @Override
    public Listings listings() {
        return new MemoryListings(content);
    }

    @Override
    public FirmwareCounts firmware() {
        return MemoryOverview.firmware(content.devices().all());
    }

    @Override
    public Overview overview() {
        return MemoryOverview.overview(content);
    }
}
