package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.AspectRepository;
import dev.sagfleet.controller.inventory.CcnRepository;
import dev.sagfleet.controller.inventory.ClientTokenRepository;
import dev.sagfleet.controller.inventory.DesiredChanges;
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
import dev.sagfleet.controller.inventory.RolloutRepository;
import dev.sagfleet.controller.inventory.RuleRepository;
import dev.sagfleet.controller.inventory.SettingsRepository;
import dev.sagfleet.controller.inventory.Transaction;

/**
 * One change of the inventory while it is made.
 *
 * @param desired what devices are to be told if this change becomes durable
 */
record MemoryTransaction(MemoryContent content, DesiredChanges desired) implements Transaction {
    @Override
    public InstanceRepository.Writable instances() {
        return content.instances();
    }

    @Override
    public DeviceRepository.Writable devices() {
        return content.devices();
    }

    @Override
    public AspectRepository.Writable aspects() {
        return desired.track(content.aspects());
    }

    @Override
    public PlanRepository.Writable plans() {
        return content.plans();
    }

    @Override
    public RuleRepository.Writable rules() {
        return content.rules();
    }

    @Override
    public CcnRepository.Writable ccns() {
        return content.ccns();
    }

    @Override
    public OrderRepository.Writable orders() {
        return content.orders();
    }

    @Override
    public SettingsRepository.Writable settings() {
        return content.settings();
    }

    @Override
    public ImageRepository.Writable images() {
        return content.images();
    }

    @Override
    public JobRepository.Writable jobs() {
        return content.jobs();
    }

    @Override
    public PolicyRepository.Writable policies() {
        return content.policies();
    }

    @Override
    public RolloutRepository.Writable rollouts() {
        return content.rollouts();
    }

    @Override
    public ClientTokenRepository tokens() {
        return content.tokens();
    }

    @Override
    public void removeAll() {
        content.removeAll();
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
