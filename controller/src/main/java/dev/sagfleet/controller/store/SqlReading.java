package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Overview;
import dev.sagfleet.controller.inventory.Page;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.sql.Sql;
import java.util.List;
import java.util.Optional;

/** The inventory as a transaction on one connection sees it. */
sealed class SqlReading implements Reading permits SqlTransaction {
    private final Sql sql;

    SqlReading(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Instance> instance(String id) {
        return InstanceRows.instance(sql, id);
    }

    @Override
    public Page<Instance> instances(InstanceQuery query) {
        return InstanceRows.instances(sql, query);
    }

    @Override
    public List<Instance> instancesOf(String planId) {
        return InstanceRows.instancesOf(sql, planId);
    }

    @Override
    public Optional<Plan> plan(String id) {
        return PlanRows.plan(sql, id);
    }

    @Override
    public List<Plan> plans(String regionId) {
        return PlanRows.plans(sql, regionId);
    }

    @Override
    public Optional<AccelerationRule> rule(String id) {
        return RuleRows.rule(sql, id);
    }

    @Override
    public List<AccelerationRule> rulesOf(String planId) {
        return RuleRows.rulesOf(sql, planId);
    }

    @Override
    public Optional<Ccn> ccn(String id) {
        return PlanRows.ccn(sql, id);
    }

    @Override
    public List<Ccn> ccns(String regionId) {
        return PlanRows.ccns(sql, regionId);
    }

    @Override
    public Optional<Device> device(SerialNumber serial) {
        return DeviceRows.device(sql, serial);
    }

    @Override
    public Optional<DeviceKey> deviceKey(SerialNumber serial) {
        return DeviceRows.key(sql, serial);
    }

    @Override
    public List<Device> devicesOf(String instanceId) {
        return DeviceRows.devicesOf(sql, instanceId);
    }

    @Override
    public boolean anyDeviceOnline(String instanceId) {
        return DeviceRows.anyOnline(sql, instanceId);
    }

    @Override
    public Optional<DeviceAspect> aspect(SerialNumber serial, Aspect aspect) {
        return AspectRows.aspect(sql, serial, aspect);
    }

    @Override
    public List<DeviceAspect> aspectsOf(SerialNumber serial) {
        return AspectRows.aspectsOf(sql, serial);
    }

    @Override
    public Optional<Order> order(String id) {
        return OrderRows.order(sql, id);
    }

    @Override
    public List<Order> unpaidOrdersOf(String instanceId) {
        return OrderRows.unpaidOrdersOf(sql, instanceId);
    }

    @Override
    public Settings settings() {
        return SettingRows.load(sql);
    }

    @Override
    public long deviceCount() {
        return Counters.value(sql, Counters.DEVICES);
    }

    @Override
    public Overview overview() {
        return OverviewRows.overview(sql);
    }
}
