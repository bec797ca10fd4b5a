package dev.sagfleet.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MemberCodecTest {
    private static final int DRAWN = 500;

    private final SplittableRandom random = new SplittableRandom(1);

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private Member drawn(int place) {
        return new Member(
                new Seat(
                        new SerialNumber("box" + place),
                        place,
                        random.nextInt(Integer.MAX_VALUE),
                        random.nextInt(Seat.KINDS_MAX),
                        random.nextInt(Seat.KINDS_MAX),
                        random.nextInt(Integer.MAX_VALUE)),
                random.nextInt(4) - 1,
                random.nextInt(4) - 1,
                random.nextBoolean() ? Member.UNKNOWN : random.nextLong(Long.MAX_VALUE),
                any(MemberState.values()),
                any(Phase.values()),
                any(Bond.values()),
                any(UpdateCode.values()),
                random.nextInt(Integer.MAX_VALUE),
                new Tries(random.nextInt(9), random.nextInt(9), random.nextInt(9)),
                random.nextBoolean(),
                new PhaseClock(random.nextLong(), random.nextLong(), PhaseClock.NEVER));
    }

    @Test
    void everyMemberIsReadAsItWasWritten() {
        for (int place = 0; place < DRAWN; place++) {
            Member member = drawn(place);

            assertThat(MemberCodec.read(MemberCodec.write(member))).isEqualTo(member);
        }
    }

    @Test
    void whatIsNoMemberIsRefused() {
        String text = MemberCodec.write(drawn(0));

        assertThatThrownBy(() -> MemberCodec.read(text.replace("\"format\":1", "\"format\":2")))
                .hasMessage("format: 2 (expected: 1)");
        assertThatThrownBy(() -> MemberCodec.read("{")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MemberCodec.read(text.replace("\"wave\"", "\"tide\"")))
                .hasMessage("wave: missing (expected: as it was written)");
    }
}
