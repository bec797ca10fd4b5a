package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.Upgrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings what a device says that it holds and what is desired of it together.
 *
 * <p>Most aspects state what a device is, and may be said again at any time. FIRMWARE and POWER tell it to do something
 * once: what it holds of those beyond what is known here is taken for granted, and what it was told and has answered is
 * not said again, so that no device boots or installs an image since its controller had forgotten that it did.
 */
record Reconciliation(Transaction transaction, Hello hello, long nowMillis) {
    /** Names changes that no API call has caused. */
    private static final String RECONCILE = "reconcile";

    private static final List<Aspect> ASPECTS = List.of(Aspect.values());

    /**
     * The latest revision that a device is believed to hold although this inventory never gave it. It leaves as many
     * again to count on, of what the contract allows.
     */
    private static final Revision AHEAD_MAX = new Revision(1L << 52);

    /**
     * Checks what a device says that it holds, before anything is changed.
     *
     * @throws RejectedException if it cannot hold that
     */
    static void requirePossible(Hello hello, List<DeviceAspect> stored) {
        for (Aspect aspect : ASPECTS) {
            Revision held = hello.held(aspect).revision();
            if (!held.isAfter(AHEAD_MAX)) {
                continue;
            }
            Revision given = find(stored, aspect)
                    .map(known -> known.desired().revision())
                    .orElse(Revision.NONE);
            if (held.isAfter(given)) {
                throw Rejection.DEVICE_MISMATCH.because("held." + aspect + ".revision: " + held + " (expected: at most "
                        + (given.isAfter(AHEAD_MAX) ? given : AHEAD_MAX) + ')');
            }
        }
    }

    /**
     * Notes what the device holds.
     *
     * @param stored what is known of its aspects
     * @param isJobNews whether it says something else of its job than it said last
     * @return what it should be or do, one command an aspect
     */
    List<EncodedCommand> agree(List<DeviceAspect> stored, boolean isJobNews) {
        List<EncodedCommand> desired = new ArrayList<>(ASPECTS.size());
        for (Aspect aspect : ASPECTS) {
            Optional<DeviceAspect> known = find(stored, aspect);
            AspectStatus held = hello.held(aspect);
            if (known.isPresent() || !held.equals(AspectStatus.NOTHING)) {
                boolean isState = aspect != Aspect.FIRMWARE && aspect != Aspect.POWER;
                DeviceAspect agreed = isState ? agree(aspect, known, held) : adopt(aspect, known, held);
                if (known.isEmpty() || !known.get().equals(agreed)) {
                    transaction.aspects().save(agreed);
                }
                if (isState || isToBeTold(agreed, held)) {
                    desired.add(agreed.desired());
                }
                if (aspect == Aspect.FIRMWARE && isJobNews) {
                    endWhatIsGone(agreed, held);
                }
            }
        }
        return desired;
    }

    /**
     * A device may hold an answer that never arrived, or a revision that this inventory never gave (its data
     * are older than the device): then what is desired is said again, under a revision that is news to it.
     */
    private DeviceAspect agree(Aspect aspect, Optional<DeviceAspect> known, AspectStatus held) {
        if (known.isEmpty()) {
            return DeviceAspect.unanswered(
                    hello.serial(), fallback(aspect, held.revision().next()));
        }
        DeviceAspect stored = known.get();
        EncodedCommand desired = stored.desired();
        return held.revision().isAfter(desired.revision())
                ? stored.withDesired(
                        desired.command().withRevision(held.revision().next()))
                : withAnswer(stored, held);
    }

    /** The same, but what was never given here is taken for what is desired, and is not said again. */
    private DeviceAspect adopt(Aspect aspect, Optional<DeviceAspect> known, AspectStatus held) {
        if (known.isPresent() && !held.revision().isAfter(known.get().desired().revision())) {
            return withAnswer(known.get(), held);
        }
        if (aspect == Aspect.FIRMWARE) {
            transaction.jobs().open(hello.serial()).stream()
                    .filter(job -> !isSaid(job))
                    .forEach(job -> JobReports.end(transaction, job, UpdateCode.SUPERSEDED, nowMillis));
        }
        return DeviceAspect.unanswered(hello.serial(), fallback(aspect, held.revision()))
                .withReported(held.revision(), Optional.empty());
    }

    private static DeviceAspect withAnswer(DeviceAspect stored, AspectStatus held) {
        boolean isNews = held.revision().isAfter(stored.reported())
                || (held.revision().equals(stored.reported())
                        && stored.refusal().isPresent());
        boolean answerLost = isNews && !held.refused();
        return answerLost ? stored.withReported(held.revision(), Optional.empty()) : stored;
    }

    private Command fallback(Aspect aspect, Revision revision) {
        Device device = transaction.devices().require(hello.serial());
        Instance instance = transaction.instances().find(device.instanceId()).orElseThrow();
        return DesiredState.fallback(transaction, instance, device, aspect, RECONCILE, revision);
    }

    /**
     * What a device has not answered is to be told, if it can do it; and an upgrade that it had begun, if it has lost what
     * it knew of it.
     */
    private boolean isToBeTold(DeviceAspect order, AspectStatus held) {
        if (hello.report().isEmpty()) {
            return false;
        }
        boolean hasLost = order.desired().revision().isAfter(held.revision());
        return order.isPending() || (hasLost && order.aspect() == Aspect.FIRMWARE && isOpen(order));
    }

    private boolean isOpen(DeviceAspect order) {
        return order.desired().command() instanceof Upgrade upgrade
                && job(upgrade.job())
                        .filter(job -> job.isOpen() && job.attempt() == upgrade.attempt())
                        .isPresent();
    }

    /** A job that the device was to leave, of which it has said so, and which it does not have. */
    private void endWhatIsGone(DeviceAspect order, AspectStatus held) {
        if (!order.isPending() && !held.refused() && order.desired().command() instanceof CancelUpgrade cancel) {
            job(cancel.job())
                    .filter(job -> !isSaid(job))
                    .ifPresent(job -> JobReports.end(transaction, job, UpdateCode.CANCELED, nowMillis));
        }
    }

    /** Whether it is the job that the device says it has. */
    private boolean isSaid(FirmwareJob job) {
        return hello.report()
                .flatMap(FirmwareReport::job)
                .filter(said -> said.job().equals(job.id()))
                .isPresent();
    }

    private Optional<FirmwareJob> job(String id) {
        return FirmwareJob.numberOf(id).flatMap(number -> transaction.jobs().find(hello.serial(), number));
    }

    private static Optional<DeviceAspect> find(List<DeviceAspect> stored, Aspect aspect) {
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).aspect() == aspect) {
                return Optional.of(stored.get(i));
            }
        }
        return Optional.empty();
    }
}
