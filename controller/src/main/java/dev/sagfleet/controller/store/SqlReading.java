package dev.sagfleet.controller.store;

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
import dev.sagfleet.controller.sql.Sql;

/** The inventory as a transaction on one connection sees it. */
record SqlReading(Sql sql, Known known) implements Reading {
    @Override
    public InstanceRepository instances() {
        return new InstanceRows(sql);
    }

    @Override
    public DeviceRepository devices() {
        return new DeviceRows(sql);
    }

    @Override
    public AspectRepository aspects() {
        return new AspectRows(sql);
    }

    @Override
    public PlanRepository plans() {
        return new PlanRows(sql);
    }

    @Override
    public RuleRepository rules() {
        return new RuleRows(sql);
    }

    @Override
    public CcnRepository ccns() {
        return new CcnRows(sql);
    }

    @Override
    public OrderRepository orders() {
        return new OrderRows(sql);
    }

    @Override
    public SettingsRepository settings() {
        return new SettingRows(sql);
    }

    @Override
    public ImageRepository images() {
        return new ImageRows(sql, known.images());
    }

    @Override
    public JobRepository jobs() {
        return new JobRows(sql, new KnownJobs());
    }

    @Override
    public PolicyRepository policies() {
        return new PolicyRows(sql);
    }

    @Override
    public RolloutRepository rollouts() {
        return new RolloutRows(sql, known.rollouts());
    }

    @Override
    public Listings listings() {
        return new ListingRows(sql);
    }

    @Override
    public FirmwareCounts firmware() {
        return OverviewRows.firmware(sql);
    }

    @Override
    public Overview overview() {
        return OverviewRows.overview(sql);
    }
}
