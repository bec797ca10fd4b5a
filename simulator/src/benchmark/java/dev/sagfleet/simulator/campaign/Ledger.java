package dev.sagfleet.simulator.campaign;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.store.SqliteStore;
import dev.sagfleet.simulator.fleet.FleetFlash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What both ends have kept of a rollout that is over, counted device by device.
 *
 * @param members by what has become of them
 * @param retried members that were ordered more than once
 * @param complaints that were found; all of them are counted, and the first are here
 */
public record Ledger(Map<MemberState, Integer> members, int retried, int complaintCount, List<String> complaints) {
    private static final int SHOWN_MAX = 10;
    private static final int SLICE = 1_000;

    public Ledger {
        members = Collections.unmodifiableMap(new EnumMap<>(members));
        complaints = List.copyOf(complaints);
    }

    /** Whether nobody was upgraded twice and nobody forgotten. */
    public boolean isSound() {
        return complaintCount == 0;
    }

    /** All members. */
    public int all() {
        return members.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Reads what the processes have left, which are gone.
     *
     * @param devices of the fleet, all of which are to be members
     */
    static Ledger read(Path data, String rollout, int devices) {
        Map<SerialNumber, FirmwareState> firmware;
        try (FleetFlash flash = FleetFlash.open(data.resolve("fleet.db"))) {
            firmware = flash.firmware();
        }
        try (SqliteStore store = SqliteStore.open(data.resolve("controller.db"), (serial, command) -> {})) {
            return store.read(reading -> new Count(rollout, firmware).of(reading, devices))
                    .toCompletableFuture()
                    .join();
        }
    }

    /** The ledger while it is being made. */
    static final class Count {
        private final String id;
        private final Map<SerialNumber, FirmwareState> firmware;
        private final Map<MemberState, Integer> members = new EnumMap<>(MemberState.class);
        private final Set<SerialNumber> serials = new HashSet<>();
        private final List<String> shown = new ArrayList<>();
        private int retried;
        private int complaints;

        Count(String id, Map<SerialNumber, FirmwareState> firmware) {
            this.id = id;
            this.firmware = firmware;
        }

        Ledger of(Reading reading, int devices) {
            Rollout rollout = reading.rollouts().find(id).orElseThrow();
            List<Member> slice = reading.rollouts().members(id, 0, SLICE);
            while (!slice.isEmpty()) {
                for (Member member : slice) {
                    var jobs = reading.jobs().of(member.serial());
                    add(new Kept(
                            id,
                            member.serial(),
                            member.state(),
                            member.attempt(),
                            rollout.imageOf(member),
                            jobs,
                            Optional.ofNullable(firmware.get(member.serial()))));
                }
                slice = reading.rollouts()
                        .members(id, slice.get(slice.size() - 1).seat().place() + 1, SLICE);
            }
            if (rollout.state() != RolloutState.FINISHED) {
                complain(
                        "the rollout",
                        rollout.state() + " (expected: FINISHED): "
                                + rollout.last().why());
            }
            for (MemberState state : MemberState.values()) {
                int found = members.getOrDefault(state, 0);
                if (rollout.counts().of(state) != found) {
                    complain("the rollout", "counts " + rollout.counts().of(state) + ' ' + state + " of " + found);
                }
            }
            return ledger(devices);
        }

        void add(Kept kept) {
            String serial = kept.serial().text();
            members.merge(kept.state(), 1, Integer::sum);
            if (!serials.add(kept.serial())) {
                complain(serial, "it is a member twice");
            }
            if (kept.attempt() > 1) {
                retried++;
            }
            kept.complaints().forEach(complaint -> complain(serial, complaint));
        }

        Ledger ledger(int devices) {
            if (serials.size() != devices) {
                complain("the fleet", serials.size() + " members (expected: " + devices + ')');
            }
            return new Ledger(members, retried, complaints, shown);
        }

        private void complain(String whose, String complaint) {
            complaints++;
            if (shown.size() < SHOWN_MAX) {
                shown.add(whose + ": " + complaint);
            }
        }
    }
}
