package dev.sagfleet.simulator.campaign;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.SlotState;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.rollout.MemberState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What both ends have kept of one device and one rollout.
 *
 * @param state of the member that it is
 * @param attempt the last one that the rollout has ordered
 * @param image that the rollout is to bring it
 * @param jobs of the device, on record at the controller
 * @param firmware in the flash of the device; absent if it was never told of an image
 */
record Kept(
        String rollout,
        SerialNumber serial,
        MemberState state,
        int attempt,
        Digest image,
        List<FirmwareJob> jobs,
        Optional<FirmwareState> firmware) {
    /** What is not as it must be. */
    List<String> complaints() {
        List<String> found = new ArrayList<>();
        boolean isDone = state == MemberState.SUCCEEDED;
        if (state.isOpen()) {
            found.add("forgotten: it is still " + state);
        }
        long committed = mine().stream()
                .filter(job -> job.state() == UpdateState.COMMITTED)
                .count();
        if (committed > 1) {
            found.add("upgraded twice: " + committed + " attempts were committed");
        }
        if ((committed > 0) != isDone) {
            found.add("it is " + state + " and " + committed + " attempts were committed");
        }
        long attempts = mine().stream()
                .flatMap(job -> job.rollout().stream())
                .map(RolloutOrder::attempt)
                .distinct()
                .count();
        if (attempts != mine().size() || attempts > attempt) {
            found.add("an attempt was ordered twice: " + mine().size() + " jobs of " + attempt + " attempts");
        }
        if (mine().stream().anyMatch(FirmwareJob::isOpen)) {
            found.add("forgotten: one of its jobs is open");
        }
        addOfDevice(found, isDone);
        return found;
    }

    /** A second upgrade would have written the image over that which ran before. */
    private void addOfDevice(List<String> found, boolean isDone) {
        boolean runs = firmware.filter(kept -> holds(kept.slots().running())).isPresent();
        boolean isProven = firmware.filter(kept -> kept.slots().running().status() == SlotStatus.GOOD)
                .isPresent();
        if (runs != isDone || (isDone && !isProven)) {
            found.add("it is " + state + " and " + (runs ? "runs" : "does not run") + " the image");
        }
        if (runs && firmware.filter(kept -> holds(kept.slots().other())).isPresent()) {
            found.add("upgraded twice: both slots of the device hold the image");
        }
    }

    private boolean holds(SlotState slot) {
        return slot.image().filter(held -> held.digest().equals(image)).isPresent();
    }

    /** The jobs that the rollout has ordered. */
    private List<FirmwareJob> mine() {
        return jobs.stream()
                .filter(job -> job.rollout()
                        .filter(order -> order.rollout().equals(rollout))
                        .isPresent())
                .toList();
    }
}
