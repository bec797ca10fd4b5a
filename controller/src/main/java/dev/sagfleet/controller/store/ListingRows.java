package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.InstanceStatus;
import dev.sagfleet.controller.inventory.Listings;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.rollout.FirmwareCriterion;
import dev.sagfleet.controller.sql.Sql;
import java.util.Optional;

/** The lists, as queries of one table each with what else is said of a row. */
record ListingRows(Sql sql) implements Listings {
    private static final String PENDING = "EXISTS (SELECT 1 FROM device_aspect a"
            + " WHERE a.serial = d.serial AND a.desired_revision > a.reported_revision)";
    private static final String REFUSED = "EXISTS (SELECT 1 FROM device_aspect a WHERE a.serial = d.serial"
            + " AND a.desired_revision <= a.reported_revision AND a.refusal_reason IS NOT NULL)";
    private static final String TAG = "instr(',' || d.tags || ',', ?) > 0";
    private static final String DEVICES =
            "SELECT d.*, i.name AS instance_name, i.plan_id AS plan_id, " + PENDING + " AS is_pending, " + REFUSED
                    + " AS is_refused FROM device d LEFT JOIN instance i ON i.id = d.instance_id";
    private static final String INSTANCES =
            "SELECT i.*, (SELECT COUNT(*) FROM device d WHERE d.instance_id = i.id) AS devices,"
                    + " (SELECT COUNT(*) FROM device d WHERE d.instance_id = i.id AND d.online) AS online"
                    + " FROM instance i";

    @Override
    public Slice<ListedDevice> devices(DeviceCriteria wanted, SliceRequest request) {
        Criteria criteria = new Criteria()
                .addNarrow("d.serial = ?", wanted.serial().map(SerialNumber::text))
                .addNarrow("d.instance_id = ?", wanted.instanceId())
                .addNarrow("d.site = ?", wanted.site())
                .addFlag("d.online", wanted.online())
                .add("d.model = ?", wanted.model().map(DeviceModel::name))
                .add("i.plan_id = ?", wanted.planId())
                .add("d.role = ?", wanted.role().map(HaRole::name))
                .add("d.user_name = ?", wanted.user())
                .addFlag("d.suspended", wanted.suspended())
                .addFlag(PENDING, wanted.pending())
                .addFlag(REFUSED, wanted.refused());
        wanted.firmware().ifPresent(firmware -> add(criteria, firmware));
        wanted.tags().pairs().forEach(pair -> criteria.add(TAG, Optional.of(',' + pair + ',')));
        var slices = new KeysetSlices<ListedDevice>(
                sql,
                "device",
                "d.serial",
                DEVICES,
                row -> new ListedDevice(
                        DeviceRows.toDevice(row),
                        row.optionalText("instance_name").orElse(""),
                        row.optionalText("plan_id"),
                        row.flag("is_pending"),
                        row.flag("is_refused")),
                listed -> listed.device().serial().text());
        return slices.find(criteria, request);
    }

    private static void add(Criteria criteria, FirmwareCriterion firmware) {
        if (firmware.version().isEmpty()) {
            criteria.add("d.firmware_key IS NULL");
        } else {
            criteria.add(
                    "d.firmware_key " + firmware.comparison().sign() + " ?",
                    firmware.version().map(FirmwareVersion::sortKey));
        }
    }

    @Override
    public Slice<ListedInstance> instances(InstanceCriteria wanted, SliceRequest request) {
        Criteria criteria = new Criteria()
                .add(InstanceFilter.STATUS, wanted.status().map(InstanceStatus::name))
                .add("i.model = ?", wanted.model().map(DeviceModel::name))
                .add("i.plan_id = ?", wanted.planId())
                .add("i.region_id = ?", wanted.regionId())
                .add("i.name = ?", wanted.name())
                .add("i.ccn_id = ?", wanted.ccnId())
                .addFlag("i.in_arrears", wanted.inArrears());
        var slices = new KeysetSlices<ListedInstance>(
                sql,
                "instance",
                "i.id",
                INSTANCES,
                row -> new ListedInstance(InstanceRows.toInstance(row), row.number("devices"), row.number("online")),
                listed -> listed.instance().id());
        return slices.find(criteria, request);
    }

    @Override
    public Slice<Plan> plans(PlanCriteria wanted, SliceRequest request) {
        Criteria criteria = new Criteria()
                .add("region_id = ?", wanted.regionId())
                .add("name = ?", wanted.name())
                .addFlag("lock_reason IS NOT NULL", wanted.locked());
        var slices = new KeysetSlices<Plan>(sql, "plan", "id", "SELECT * FROM plan", PlanRows::toPlan, Plan::id);
        return slices.find(criteria, request);
    }

    @Override
    public Slice<Order> orders(OrderCriteria wanted, SliceRequest request) {
        Criteria criteria = new Criteria()
                .add("status = ?", wanted.status().map(Order.Status::name))
                .add("kind = ?", wanted.kind().map(Order.Kind::name))
                .add("instance_id = ?", wanted.instanceId());
        var slices = new KeysetSlices<Order>(
                sql, "purchase_order", "id", "SELECT * FROM purchase_order", OrderRows::toOrder, Order::id);
        return slices.find(criteria, request);
    }
}
