package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Revision;
import java.util.List;

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

    public static void registerSites(Transaction transaction, List<Site> sites) {
        long highestRemoved = transaction.devices().highestRemoved();
        for (Site site : sites) {
            if (transaction.instances().find(site.instance().id()).isEmpty()) {
                transaction.instances().save(site.instance());
            }
            Instance instance =
                    transaction.instances().find(site.instance().id()).orElseThrow();
            for (Device device : site.devices()) {
                if (transaction.devices().find(device.serial()).isEmpty()) {
                    transaction
                            .devices()
                            .save(device.withPresence(device.presence().after(highestRemoved)));
                    Revision first = new Revision(highestRemoved).next();
                    for (Command command : DesiredState.initial(transaction, instance, device, COMMAND_ID, first)) {
                        transaction.aspects().save(DeviceAspect.unanswered(device.serial(), command));
                    }
                }
            }
        }
    }

    private Registration() {}
}
