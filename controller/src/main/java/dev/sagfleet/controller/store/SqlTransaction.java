package dev.sagfleet.controller.store;

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
import dev.sagfleet.controller.sql.Sql;

/**
 * One change of the inventory on the writer's connection.
 *
 * @param known what texts in rows say
 * @param jobsKnown how jobs stood that were lately written
 * @param heads of rollouts that the group of changes has yet to write
 * @param desired what devices are to be told if this change becomes durable
 */
record SqlTransaction(Sql sql, Known known, KnownJobs jobsKnown, UnwrittenHeads heads, DesiredChanges desired)
        implements Transaction {
    @Override
    public InstanceRepository.Writable instances() {
        return new InstanceRows(sql);
    }

    @Override
    public DeviceRepository.Writable devices() {
        return new DeviceRows(sql);
    }

    @Override
    public AspectRepository.Writable aspects() {
        return desired.track(new AspectRows(sql));
    }

    @Override
    public PlanRepository.Writable plans() {
        return new PlanRows(sql);
    }

    @Override
    public RuleRepository.Writable rules() {
        return new RuleRows(sql);
    }

    @Override
    public CcnRepository.Writable ccns() {
        return new CcnRows(sql);
    }

    @Override
    public OrderRepository.Writable orders() {
        return new OrderRows(sql);
    }

    @Override
    public SettingsRepository.Writable settings() {
        return new SettingRows(sql);
    }

    @Override
    public ImageRepository.Writable images() {
        return new ImageRows(sql, known.images());
    }

    @Override
    public JobRepository.Writable jobs() {
        return new JobRows(sql, jobsKnown);
    }

    @Override
    public PolicyRepository.Writable policies() {
        return new PolicyRows(sql);
    }

    @Override
    public RolloutRepository.Writable rollouts() {
        return new RolloutRows(sql, known.rollouts(), heads);
    }

    @Override
    public ClientTokenRepository tokens() {
        return new TokenRows(sql);
    }

    @Override
    public void removeAll() {
        heads.forget();
        WholeInventory.remove(sql);
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
