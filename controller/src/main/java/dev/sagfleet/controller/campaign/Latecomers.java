package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.rollout.Dealing.Candidate;
import dev.sagfleet.controller.rollout.Late;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Devices that match a rollout that is under way without being among its members: those that were registered later, and
 * those that show only now what they run. A device is looked at when it says Hello. Safe for many threads. Source: rollout
 * rule R4.
 */
final class Latecomers {
    /** How many devices of a site are looked at before it is looked whether there are more. */
    private static final int SITE_PART = 100;

    /** Of the rollouts that take in devices, by their ids. */
    private final Map<String, Candidates> open = new ConcurrentSkipListMap<>();

    /** A rollout that is in a state; its targets are fixed while it is under way. */
    void changed(String rollout, RolloutPolicy policy, RolloutState state) {
        boolean isOpen = state.isUnderWay()
                && policy.late() == Late.TAIL
                && Reversals.of(rollout).isEmpty();
        if (isOpen) {
            open.put(rollout, new Candidates(policy));
        } else {
            open.remove(rollout);
        }
    }

    /**
     * A device that comes late.
     *
     * @param rollout that it comes into
     */
    record Latecomer(String rollout, RolloutEvent.Joined event) {}

    /** Where a device that has said Hello comes in. */
    List<Latecomer> find(Reading reading, Hello hello) {
        List<Latecomer> found = new ArrayList<>();
        open.forEach((rollout, candidates) -> {
            if (candidates.mayBe(hello) && !isMember(reading, rollout, hello.serial())) {
                reading.devices()
                        .find(hello.serial())
                        .flatMap(device -> candidates
                                .of(reading, device)
                                .map(candidate -> joining(reading, rollout, device, candidate)))
                        .ifPresent(event -> found.add(new Latecomer(rollout, event)));
            }
        });
        return found;
    }

    private static boolean isMember(Reading reading, String rollout, SerialNumber serial) {
        return reading.rollouts()
                .member(rollout, serial)
                .filter(member -> member.state() != MemberState.LEFT)
                .isPresent();
    }

    private static RolloutEvent.Joined joining(Reading reading, String rollout, Device device, Candidate candidate) {
        return new RolloutEvent.Joined(
                device.serial(),
                site(reading, rollout, device),
                candidate.zone(),
                candidate.image(),
                candidate.workSeconds(),
                candidate.running().equals(Optional.of(candidate.image())));
    }

    /** That of a member at the same site; or one that no member has, as there are never more sites than members. */
    private static int site(Reading reading, String rollout, Device device) {
        Optional<Seat> seat = device.place().site().isPresent()
                ? seatAt(reading, rollout, device.place().site().get())
                : reading.devices().of(device.instanceId()).stream()
                        .filter(other -> other.place().site().isEmpty())
                        .flatMap(other -> seat(reading, rollout, other.serial()).stream())
                        .findFirst();
        return seat.map(Seat::site).orElseGet(() -> reading.rollouts().size(rollout));
    }

    private static Optional<Seat> seatAt(Reading reading, String rollout, String site) {
        Optional<SerialNumber> after = Optional.empty();
        while (true) {
            List<SerialNumber> part = reading.devices().at(site, after, SITE_PART);
            Optional<Seat> found = part.stream()
                    .flatMap(serial -> seat(reading, rollout, serial).stream())
                    .findFirst();
            if (found.isPresent() || part.size() < SITE_PART) {
                return found;
            }
            after = Optional.of(part.get(part.size() - 1));
        }
    }

    private static Optional<Seat> seat(Reading reading, String rollout, SerialNumber serial) {
        return reading.rollouts().member(rollout, serial).map(Member::seat);
    }
}
