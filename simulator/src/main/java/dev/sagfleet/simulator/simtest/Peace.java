package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Listings;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is not yet as it should be, once nothing goes wrong any more. */
final class Peace {
    private final VirtualWorld world;
    private final List<InstanceBlueprint> instances;
    private final StoreAudit audit;
    private final ImageFaults images;
    private final PeaceOfJobs jobs;
    private final PeaceOfRollouts rollouts;

    Peace(VirtualWorld world, StoreAudit audit, ImageFaults images) {
        this.world = world;
        instances = List.copyOf(world.blueprint().instances());
        this.audit = audit;
        this.images = images;
        jobs = new PeaceOfJobs(world);
        rollouts = new PeaceOfRollouts(serial -> images.truth(serial).isGone());
    }

    /** What is missing; empty if all is as it should be. Lets no time pass but what the store needs. */
    List<String> missing() {
        Optional<ControllerCore> core = world.controller();
        if (core.isEmpty()) {
            return List.of("no controller is up");
        }
        var stage = core.get().store().read(this::missing).toCompletableFuture();
        List<String> missing = new ArrayList<>(world.finish(stage));
        if (core.get().underwayCount() > 0) {
            missing.add(core.get().underwayCount() + " things that calls wait for");
        }
        long online = core.get().sessions().onlineCount();
        long there = world.blueprint().deviceCount() - goneCount();
        if (online != there) {
            missing.add(online + " of " + there + " sessions");
        }
        missing.addAll(jobs.reserved());
        return missing;
    }

    private long goneCount() {
        return instances.stream()
                .flatMap(instance -> instance.devices().stream())
                .filter(device -> images.truth(device.serial()).isGone())
                .count();
    }

    private List<String> missing(Reading reading) {
        List<String> missing = new ArrayList<>();
        for (InstanceBlueprint instance : instances) {
            List<Device> devices = reading.devices().of(instance.id());
            devices.forEach(device -> missing.addAll(missing(reading, device)));
            long forwarding = devices.stream()
                    .filter(device -> !images.truth(device.serial()).isGone())
                    .filter(device -> world.agent(device.serial()).state().role() == HaRole.ACTIVE)
                    .count();
            boolean isAnyThere = devices.stream()
                    .anyMatch(device -> !images.truth(device.serial()).isGone());
            if (instance.haType().isPair() && isAnyThere && forwarding != 1) {
                missing.add(instance.name() + ": " + forwarding + " boxes forward");
            }
            missing.addAll(unbalanced(reading, instance));
        }
        missing.addAll(rollouts.missing(reading));
        return missing;
    }

    private List<String> missing(Reading reading, Device device) {
        List<String> missing = new ArrayList<>();
        SerialNumber serial = device.serial();
        PeaceOfRollouts.claimed(reading, serial).ifPresent(missing::add);
        if (images.truth(serial).isGone()) {
            return missing;
        }
        Agent agent = world.agent(serial);
        if (!agent.isOnline() || !device.presence().online()) {
            missing.add(serial + " is not online");
        }
        DeviceState state = agent.state();
        if (!device.presence().firmware().equals(Optional.of(state.firmware()))) {
            missing.add(serial + " runs " + state.firmware() + ", known is "
                    + device.presence().firmware());
        }
        if (device.presence().suspended() != state.isSuspended() && !mayHaveEnded(reading, device)) {
            missing.add(serial + " is on record as " + (state.isSuspended() ? "not suspended" : "suspended"));
        }
        if (!agent.boot().isHeldTo(state.rates())) {
            missing.add(serial + " does not keep to its rates");
        }
        for (DeviceAspect aspect : reading.aspects().of(serial)) {
            if (aspect.isPending()) {
                missing.add(serial + " " + aspect.aspect() + " is pending");
            } else if (aspect.isRefused() != held(agent, aspect.aspect()).refused()) {
                missing.add(serial + " " + aspect.aspect() + " is on record as "
                        + (aspect.isRefused() ? "refused" : "applied"));
            } else if (!aspect.isRefused() && !Desired.isMet(aspect.desired().command(), state)) {
                missing.add(serial + " " + aspect.aspect() + " differs from " + aspect.desired());
            }
        }
        missing.addAll(jobs.missing(reading, serial));
        return missing;
    }

    private static AspectStatus held(Agent agent, Aspect aspect) {
        return aspect == Aspect.FIRMWARE
                ? agent.firmware().map(FirmwareState::held).orElse(AspectStatus.NOTHING)
                : agent.state().held(aspect);
    }

    /**
     * Whether the device may have been dissociated without having said so: a Dissociate that was overtaken has no answer.
     * If what overtook it was refused, the device is on record as suspended until its next Hello.
     */
    private static boolean mayHaveEnded(Reading reading, Device device) {
        return device.presence().suspended()
                && reading.aspects()
                        .find(device.serial(), Aspect.ACCELERATION)
                        .filter(DeviceAspect::isRefused)
                        .isPresent();
    }

    /** What was paid for is what there is. */
    private List<String> unbalanced(Reading reading, InstanceBlueprint instance) {
        List<InstanceState> history = audit.instances().history(instance.id());
        int paid = history.get(0).amount();
        var criteria = new Listings.OrderCriteria(
                Optional.of(Order.Status.PAID), Optional.empty(), Optional.of(instance.id()));
        Optional<String> after = Optional.empty();
        do {
            Slice<Order> part = reading.listings().orders(criteria, new SliceRequest(after, SliceRequest.ITEMS_MAX));
            for (Order order : part.items()) {
                paid += order.to() - order.from();
            }
            after = part.next();
        } while (after.isPresent());
        int now = history.get(history.size() - 1).amount();
        return paid == now ? List.of() : List.of(instance.name() + ": paid for " + paid + ", has " + now);
    }
}
