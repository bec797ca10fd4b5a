package dev.sagfleet.controller.contract;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.controller.rollout.Bond;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Members;
import dev.sagfleet.controller.rollout.Phase;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Seat;
import dev.sagfleet.controller.rollout.Tries;
import java.util.List;
import java.util.random.RandomGenerator;

/** Members of few waves, zones and sites, so that many are alike. */
record DrawnMembers(RandomGenerator random) {
    static final int KINDS = 3;
    static final int TIMES = 6;
    static final List<SerialNumber> SERIALS =
            List.of(new SerialNumber("a"), new SerialNumber("B"), new SerialNumber("sag_1"), new SerialNumber("sag-1"));

    private static final List<Phase> FIRST = List.of(Phase.READY, Phase.READY, Phase.OVER);

    /** One in the queue of a wave and zone. */
    static Member ready(SerialNumber serial, int place, int wave, int zone) {
        return new Member(
                new Seat(serial, place, 0, zone, 0, 60),
                wave,
                Member.UNKNOWN,
                Member.UNKNOWN,
                MemberState.WAITING,
                Phase.READY,
                Bond.OWN,
                UpdateCode.NONE,
                0,
                Tries.NONE,
                false,
                new PhaseClock(0, 0, PhaseClock.NEVER));
    }

    /** The next one, or another condition of one that is there. */
    Member of(Members members) {
        int size = members.size();
        if (size == 0 || random.nextInt(3) == 0) {
            var seat = new Seat(
                    any(SERIALS),
                    size,
                    random.nextInt(KINDS),
                    random.nextInt(KINDS),
                    random.nextInt(Seat.KINDS_MAX),
                    random.nextInt(Integer.MAX_VALUE));
            return condition(seat, any(FIRST));
        }
        Seat seat = members.slice(random.nextInt(size), 1).get(0).seat();
        return condition(seat, any(List.of(Phase.values())));
    }

    private Member condition(Seat seat, Phase phase) {
        return new Member(
                seat,
                random.nextInt(KINDS) - (phase == Phase.OVER ? 1 : 0),
                random.nextInt(5) - 1,
                random.nextBoolean() ? Member.UNKNOWN : random.nextLong(Long.MAX_VALUE),
                phase == Phase.READY ? MemberState.WAITING : any(List.of(MemberState.values())),
                phase,
                any(List.of(Bond.values())),
                any(List.of(UpdateCode.values())),
                random.nextInt(1 << 20),
                new Tries(random.nextInt(101), random.nextInt(101), random.nextInt(101)),
                random.nextBoolean(),
                new PhaseClock(
                        random.nextLong(PhaseClock.NEVER),
                        random.nextLong(PhaseClock.NEVER),
                        random.nextBoolean() ? PhaseClock.NEVER : random.nextInt(TIMES)));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
