package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.List;
import java.util.Optional;

/** What can be read of the inventory, all as of one moment. Valid for one query or change only. */
public interface Reading {
    Optional<Instance> instance(String id);

    /** The instances that a query asks for, in the order in which they were created. */
    Page<Instance> instances(InstanceQuery query);

    /** The instances that are associated with a plan, in the order in which they were created. */
    List<Instance> instancesOf(String planId);

    Optional<Plan> plan(String id);

    /** All plans of a region, in the order in which they were created. */
    List<Plan> plans(String regionId);

    Optional<AccelerationRule> rule(String id);

    /** All acceleration rules of a plan, in the order in which they were created. */
    List<AccelerationRule> rulesOf(String planId);

    Optional<Ccn> ccn(String id);

    /** All CCNs of a region, in the order of their ids. */
    List<Ccn> ccns(String regionId);

    Optional<Device> device(SerialNumber serial);

    /** The key of a device alone, which is asked for each time that it connects. */
    Optional<DeviceKey> deviceKey(SerialNumber serial);

    /** The devices of an instance: a box, a pair with the active one first, or the apps of all users. */
    List<Device> devicesOf(String instanceId);

    /** Whether a device of the instance is connected, as far as is known. */
    boolean anyDeviceOnline(String instanceId);

    Optional<DeviceAspect> aspect(SerialNumber serial, Aspect aspect);

    List<DeviceAspect> aspectsOf(SerialNumber serial);

    Optional<Order> order(String id);

    List<Order> unpaidOrdersOf(String instanceId);

    Settings settings();

    /** How many devices are registered. */
    long deviceCount();

    /** Counts and sums over everything. Looks at every row, so it takes its time. */
    Overview overview();
}
