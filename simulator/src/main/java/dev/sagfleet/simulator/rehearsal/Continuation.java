package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.inventory.RolloutRepository;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Bond;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.simulator.world.VirtualWorld;
import dev.sagfleet.simulator.world.WorldException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Puts a rollout that is under way into a world, as it stands, and lets it go on. What a device is just doing for it begins
 * anew there: how far it has come with that is not known.
 */
record Continuation(VirtualWorld world, UnderWay underWay) {
    private static final String COMMAND_ID = "rehearsal";
    private static final String WHY = "as if it went on now";

    void begin() {
        Rollout rollout = underWay.rollout();
        String id = rollout.origin().id();
        List<RolloutEvent> met = world.finish(world.core().store().write(this::install));
        world.core().campaigns().begin();
        met.forEach(event -> tell(id, event));
        if (underWay.change().isPresent()) {
            tell(id, new RolloutRequest.Edit(underWay.change().get(), rollout.revision(), RehearsedWorld.PERSON));
            tell(id, new RolloutRequest.Pause(false, RehearsedWorld.PERSON, WHY));
        }
        if (underWay.change().isPresent() || underWay.isHeld()) {
            tell(id, new RolloutRequest.Resume(underWay.hasHalted(), RehearsedWorld.PERSON, WHY));
        }
        agree(id);
    }

    /** @throws WorldException if it is refused, as it would be of who runs the controller */
    private void tell(String id, RolloutEvent wish) {
        try {
            world.finish(world.core().campaigns().tell(id, wish));
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedException refused) {
                throw new WorldException(String.valueOf(refused.getMessage()));
            }
            throw e;
        }
    }

    /** To what waits for a person already. */
    private void agree(String id) {
        Rollout rollout = world.finish(
                        world.core().store().read(reading -> reading.rollouts().find(id)))
                .orElseThrow();
        int frontier = rollout.frontier();
        if (frontier < rollout.waves().size()) {
            Hold hold = rollout.waves().get(frontier).hold();
            if (hold == Hold.APPROVAL || hold == Hold.EMPTY) {
                tell(id, new RolloutRequest.ApproveWave(frontier, RehearsedWorld.PERSON));
            }
        }
    }

    /** What is to be told of devices whose image is committed, although their members have not heard so. */
    private List<RolloutEvent> install(Transaction transaction) {
        Rollout rollout = underWay.rollout();
        RolloutRepository.Writable rollouts = transaction.rollouts();
        List<RolloutEvent> met = new ArrayList<>();
        // Orders before claims: what is ordered of a device that a rollout has would be taken from the rollout.
        underWay.members().stream()
                .filter(member -> member.phase().isOrdered() && member.bond() != Bond.TAKEN)
                .forEach(member -> order(transaction, member).ifPresent(met::add));
        rollouts.save(rollout);
        rollouts.enter(rollout.origin().id(), rollout.last());
        for (Member member : underWay.members()) {
            rollouts.members(rollout.origin().id()).save(member);
            if (member.state().isOpen() && member.bond() != Bond.TAKEN) {
                rollouts.claim(member.serial(), rollout.claim());
            }
        }
        return met;
    }

    private Optional<RolloutEvent> order(Transaction transaction, Member member) {
        Rollout rollout = underWay.rollout();
        Digest image = rollout.imageOf(member);
        Optional<Digest> running =
                transaction.devices().find(member.serial()).flatMap(device -> Upgrades.committed(transaction, device));
        if (running.equals(Optional.of(image))) {
            return Optional.of(new RolloutEvent.Connected(member.serial(), running));
        }
        var order = UpgradeOrder.of(
                new RolloutOrder(rollout.origin().id(), member.attempt()),
                member.serial(),
                image,
                window(member),
                member.lifted());
        try {
            world.core()
                    .upgrades()
                    .order(transaction, order, COMMAND_ID, world.clock().millis());
            return Optional.empty();
        } catch (RejectedException e) {
            return Optional.of(new RolloutEvent.Disconnected(member.serial()));
        }
    }

    private UpgradeWindow window(Member member) {
        long closes = underWay.rollout().openings().get(member.seat().zone()).closesMillis();
        boolean isBound = closes < PhaseClock.NEVER && closes > world.clock().millis();
        return isBound ? new UpgradeWindow(0, closes) : UpgradeWindow.ALWAYS;
    }
}
