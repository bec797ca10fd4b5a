package dev.sagfleet.controller.contract;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceRepository;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.RolloutRepository;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rollout.Members;
import dev.sagfleet.controller.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that can be read of an inventory of {@link RandomRows}, a line for each question, to be compared. */
final class WholeReading {
    private final List<String> lines = new ArrayList<>();

    private WholeReading() {}

    /** What queries and changes of a store see. */
    static List<String> of(Store store) {
        List<String> lines = new ArrayList<>(Samples.await(store.read(WholeReading::of)));
        lines.addAll(Samples.await(store.write(WholeReading::in)));
        return lines;
    }

    private static List<String> of(Reading reading) {
        var whole = new WholeReading();
        whole.addDevices(reading);
        whole.addOthers(reading);
        whole.addRollouts(reading.rollouts());
        whole.lines.addAll(WholeListings.of(reading));
        whole.lines.addAll(EveryInstanceQuery.of(reading));
        return whole.lines;
    }

    /** What only changes can see. */
    private static List<String> in(Transaction transaction) {
        var whole = new WholeReading();
        RandomRows.TOKENS.forEach(key -> {
            for (long oldest = 0; oldest < 4; oldest++) {
                whole.add(
                        "token " + key + " since " + oldest,
                        transaction.tokens().find(key, oldest));
            }
        });
        DeviceRepository.Writable devices = transaction.devices();
        whole.add("highest removed", devices.highestRemoved());
        whole.add("standbys online", devices.standbysOnline());
        whole.add("due policies", transaction.policies().due(2, 100));
        whole.add("first due policies", transaction.policies().due(9, 2));
        for (long incarnation = 0; incarnation < 5; incarnation++) {
            whole.add("online before " + incarnation, devices.onlineSinceBefore(incarnation));
        }
        RandomRows.ROLLOUTS.forEach(
                id -> whole.addMembers(id, transaction.rollouts().members(id)));
        return whole.lines;
    }

    private void addRollouts(RolloutRepository rollouts) {
        for (String id : RandomRows.ROLLOUTS) {
            Optional<Rollout> found = rollouts.find(id);
            add("rollout " + id, found);
            add("members of " + id, rollouts.members(id, 0, 100) + " " + rollouts.size(id));
            add("log of " + id, rollouts.log(id, 0, 2) + " " + rollouts.log(id, 2, 100));
            found.map(rollout -> rollout.policy().name())
                    .ifPresent(name -> add("called " + name, rollouts.findByName(name)));
        }
        for (String text : RandomRows.SERIALS) {
            SerialNumber serial = new SerialNumber(text);
            add("rollouts of " + text, rollouts.of(serial) + " " + rollouts.claim(serial));
        }
        Slice<Rollout> first = rollouts.list(new SliceRequest(Optional.empty(), 2));
        add("first rollouts", first);
        first.next().ifPresent(next -> add("others", rollouts.list(new SliceRequest(Optional.of(next), 100))));
        add("rollouts due", rollouts.dueBy(2) + " " + rollouts.dueBy(100) + " " + rollouts.nextWakeMillis());
    }

    private void addMembers(String id, Members members) {
        for (int kind = 0; kind < DrawnMembers.KINDS; kind++) {
            add("next of " + id, members.nextReady(kind, kind) + " " + members.ready(kind, kind));
            add("at site of " + id, members.nextHeld(kind) + " " + members.working(kind));
        }
        add("due of " + id, members.dueBy(3, 100));
    }

    private void addDevices(Reading reading) {
        add("devices", reading.devices().count());
        add("attendances", reading.devices().attendances(Optional.empty(), 3));
        add("later attendances", reading.devices().attendances(Optional.of(new SerialNumber("m")), 100));
        for (String text : RandomRows.SERIALS) {
            SerialNumber serial = new SerialNumber(text);
            add("device " + text, reading.devices().find(serial));
            add("key " + text, reading.devices().key(serial).map(key -> key.hex()));
            add("aspects " + text, reading.aspects().of(serial));
            add("jobs " + text, reading.jobs().of(serial));
            add("open jobs " + text, reading.jobs().open(serial));
            add("latest job " + text, reading.jobs().latest(serial));
            add("job 2 " + text, reading.jobs().find(serial, 2));
            add("policy " + text, reading.policies().find(serial));
            for (Aspect aspect : Aspect.values()) {
                add(aspect + " " + text, reading.aspects().find(serial, aspect));
            }
        }
        for (String id : RandomRows.IDS) {
            add("devices of " + id, reading.devices().of(id));
            add("online of " + id, reading.devices().anyOnline(id));
        }
        for (String site : RandomRows.SITES) {
            add("devices at " + site, reading.devices().at(site, Optional.empty(), 2));
            add("later devices at " + site, reading.devices().at(site, Optional.of(new SerialNumber("m")), 100));
        }
    }

    private void addOthers(Reading reading) {
        for (String id : RandomRows.IDS) {
            add("instance " + id, reading.instances().find(id));
            add("unpaid of " + id, reading.orders().unpaidOf(id));
        }
        for (String plan : RandomRows.PLANS) {
            add("plan " + plan, reading.plans().find(plan));
            add("rules of " + plan, reading.rules().of(plan));
            add("associated with " + plan, reading.instances().associatedWith(plan));
        }
        for (String region : RandomRows.REGIONS) {
            add("plans in " + region, reading.plans().in(region));
            add("ccns in " + region, reading.ccns().in(region));
        }
        RandomRows.RULES.forEach(rule -> add("rule " + rule, reading.rules().find(rule)));
        RandomRows.CCNS.forEach(ccn -> add("ccn " + ccn, reading.ccns().find(ccn)));
        RandomRows.ORDERS.forEach(
                order -> add("order " + order, reading.orders().find(order)));
        add("images", reading.images().all());
        RandomRows.DIGESTS.forEach(
                digest -> add("image " + digest, reading.images().find(digest)));
        for (String version : RandomRows.VERSIONS) {
            add("images of " + version, reading.images().of(FirmwareVersion.parse(version)));
        }
        for (DeviceModel model : DeviceModel.values()) {
            add("newest for " + model, reading.images().newest(model));
        }
        add("earliest policy", reading.policies().earliestMillis());
        add("settings", reading.settings().current());
        add("firmware", reading.firmware());
        add("overview", reading.overview());
    }

    private void add(String question, Object answer) {
        lines.add(question + ": " + answer);
    }
}
