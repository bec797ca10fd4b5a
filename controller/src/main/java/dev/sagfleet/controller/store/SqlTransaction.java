package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.sql.Sql;
import java.util.List;
import java.util.Optional;

/** One change of the inventory on the writer's connection. It notes which devices are to be woken. */
final class SqlTransaction extends SqlReading implements Transaction {
    private final Sql sql;
    private final DesiredChanges desired = new DesiredChanges();

    SqlTransaction(Sql sql) {
        super(sql);
        this.sql = sql;
    }

    /** What devices are to be told if this change becomes durable. */
    DesiredChanges desired() {
        return desired;
    }

    @Override
    public void save(Instance instance) {
        InstanceRows.save(sql, instance);
    }

    @Override
    public void save(Plan plan) {
        PlanRows.save(sql, plan);
    }

    @Override
    public void save(AccelerationRule rule) {
        RuleRows.save(sql, rule);
    }

    @Override
    public void save(Ccn ccn) {
        PlanRows.save(sql, ccn);
    }

    @Override
    public void save(Device device) {
        DeviceRows.save(sql, device);
    }

    @Override
    public Optional<DeviceAspect> aspect(SerialNumber serial, Aspect aspect) {
        Optional<DeviceAspect> found = super.aspect(serial, aspect);
        desired.found(serial, aspect, found);
        return found;
    }

    @Override
    public List<DeviceAspect> aspectsOf(SerialNumber serial) {
        List<DeviceAspect> stored = super.aspectsOf(serial);
        stored.forEach(found -> desired.found(serial, found.aspect(), Optional.of(found)));
        return stored;
    }

    @Override
    public void save(DeviceAspect aspect) {
        desired.note(aspect, () -> AspectRows.desiredRevision(sql, aspect.serial(), aspect.aspect()));
        AspectRows.save(sql, aspect);
    }

    @Override
    public void save(Order order) {
        OrderRows.save(sql, order);
    }

    @Override
    public void save(Settings settings) {
        SettingRows.save(sql, settings);
    }

    @Override
    public long nextOrderNumber() {
        return Counters.increment(sql, Counters.ORDERS);
    }

    @Override
    public long nextPlanNumber() {
        return Counters.increment(sql, Counters.PLANS);
    }

    @Override
    public long nextRuleNumber() {
        return Counters.increment(sql, Counters.RULES);
    }

    @Override
    public List<SerialNumber> onlineSinceBefore(long run) {
        return DeviceRows.onlineSinceBefore(sql, run);
    }

    @Override
    public List<SerialNumber> standbysOnline() {
        return DeviceRows.standbysOnline(sql);
    }

    @Override
    public Optional<ClientToken> token(ClientToken.Key key, long oldestMillis) {
        return TokenRows.token(sql, key, oldestMillis);
    }

    @Override
    public void save(ClientToken token) {
        TokenRows.save(sql, token);
    }

    @Override
    public void remove(ClientToken.Key key) {
        TokenRows.remove(sql, key);
    }

    @Override
    public void removeTokensBefore(long oldestMillis) {
        TokenRows.removeBefore(sql, oldestMillis);
    }
}
