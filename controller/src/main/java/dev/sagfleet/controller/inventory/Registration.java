package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes things known to the inventory. What is known already stays as it is, so that the same fleet can be
 * registered at every start. A device that joins an instance follows what the instance has become by then.
 */
public final class Registration {
    private static final String COMMAND_ID = "registration";

    public static void registerNetworks(Transaction transaction, List<Ccn> ccns, List<Plan> plans) {
        ccns.stream().filter(ccn -> transaction.ccns().find(ccn.id()).isEmpty()).forEach(transaction.ccns()::save);
        plans.stream()
                .filter(plan -> transaction.plans().find(plan.id()).isEmpty())
                .forEach(transaction.plans()::save);
    }

    /**
     * Registers instances with their devices, each given once.
     *
     * @return how many devices are new
     */
    public static int registerSites(Transaction transaction, List<Site> sites) {
        long highestRemoved = transaction.devices().highestRemoved();
        Revision first = new Revision(highestRemoved).next();
        Set<String> newInstances = transaction
                .instances()
                .addNew(sites.stream().map(Site::instance).toList());
        Set<SerialNumber> newDevices = transaction
                .devices()
                .addNew(sites.stream()
                        .flatMap(site -> site.devices().stream())
                        .map(device -> device.withPresence(device.presence().after(highestRemoved)))
                        .toList());
        List<DeviceAspect> aspects = new ArrayList<>();
        for (Site site : sites) {
            List<Device> joining = site.devices().stream()
                    .filter(device -> newDevices.contains(device.serial()))
                    .toList();
            if (!joining.isEmpty()) {
                String id = site.instance().id();
                Instance instance = newInstances.contains(id)
                        ? site.instance()
                        : transaction.instances().find(id).orElseThrow();
                for (Device device : joining) {
                    for (Command command : DesiredState.initial(transaction, instance, device, COMMAND_ID, first)) {
                        aspects.add(DeviceAspect.unanswered(device.serial(), command));
                    }
                }
            }
        }
        transaction.aspects().addNew(aspects);
        return newDevices.size();
    }

    private Registration() {}
}
