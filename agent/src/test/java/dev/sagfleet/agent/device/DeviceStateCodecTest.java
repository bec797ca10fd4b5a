package dev.sagfleet.agent.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Revision;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceStateCodecTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int STATES = 20_000;
    private static final String KEPT =
            """
            {"format":1,"firmware":"2.4.0","bandwidth":2000000,"role":"ACTIVE",\
            "held":{"ROLE":{"revision":1,"refused":false}}}""";

    @Test
    void everyStateIsReadBackAsItWasWritten() {
        var random = new RandomDevices(new SplittableRandom(SEED));

        for (int i = 0; i < STATES; i++) {
            var state = random.state();
            var read = DeviceStateCodec.parse(DeviceStateCodec.format(state));
            if (!read.equals(state)
                    || !read.firmware().toString().equals(state.firmware().toString())) {
                throw new AssertionError("seed " + SEED + ": " + state + " is read as " + read);
            }
        }
    }

    @Test
    void whatWasKeptByThisFormatStaysReadable() {
        assertThat(DeviceStateCodec.format(DeviceStateCodec.parse(KEPT))).isEqualTo(KEPT);
    }

    @Test
    void theTextDoesNotDependOnTheOrderInWhichTheDeviceWasTold() {
        var acceleration = new AspectStatus(new Revision(3), true);
        var role = new AspectStatus(new Revision(1), false);
        var roleLast =
                kept(Holdings.NONE.with(Aspect.ACCELERATION, acceleration).with(Aspect.ROLE, role));
        var roleFirst = kept(Holdings.NONE.with(Aspect.ROLE, role).with(Aspect.ACCELERATION, acceleration));

        assertThat(DeviceStateCodec.format(roleFirst))
                .isEqualTo(DeviceStateCodec.format(roleLast))
                .endsWith("\"held\":{\"ACCELERATION\":{\"revision\":3,\"refused\":true},"
                        + "\"ROLE\":{\"revision\":1,\"refused\":false}}}");
    }

    @Test
    void whatWasKeptInAnotherOrderIsReadLikewise() {
        var state = kept(new Holdings(
                new AspectStatus(new Revision(3), true),
                new AspectStatus(new Revision(2), false),
                new AspectStatus(new Revision(1), false)));

        var read = DeviceStateCodec.parse(
                """
                {"held":{"ROLE":{"refused":false,"revision":1},"ACCELERATION":{"revision":3,"refused":true},
                "BANDWIDTH":{"revision":2,"refused":false}},
                "role":"ACTIVE","bandwidth":2000000,"firmware":"2.4.0","format":1}""");

        assertThat(read).isEqualTo(state);
    }

    private static DeviceState kept(Holdings held) {
        return new DeviceState(
                FirmwareVersion.parse("2.4.0"), held, Optional.empty(), Bandwidth.ofMegabits(2), HaRole.ACTIVE);
    }

    @Test
    void laterFormatIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceStateCodec.parse(KEPT.replace("\"format\":1", "\"format\":2")))
                .withMessage("format: 2 (expected: 1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "17", "[]", "{}", "{\"format\":1}", "{\"format\":\"1\"}", "x", "{\"format\":1"})
    void garbageIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DeviceStateCodec.parse(text));
    }

    @Test
    void cutTextIsRefused() {
        for (int length = 0; length < KEPT.length(); length++) {
            String cut = KEPT.substring(0, length);
            assertThatIllegalArgumentException().as(cut).isThrownBy(() -> DeviceStateCodec.parse(cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceStateCodec.parse(KEPT + KEPT))
                .withMessage("device state: not JSON (expected: what format wrote)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2.4.0\" | 2.4 | firmware: NUMBER (expected: STRING)",
                "2000000 | 2000000.5 | bandwidth: 2000000.5 (expected: a whole number)",
                "2000000 | 18446744073711551616 | bandwidth: 18446744073711551616 (expected: a whole number)",
                "2000000 | 0 | bitsPerSecond: 0 (expected: a multiple of 1000 from 1000 to 100000000000)",
                "\"bandwidth\" | \"b\" | bandwidth: MISSING (expected: NUMBER)",
                "\"held\" | \"h\" | held: MISSING (expected: OBJECT)",
                "{\"revision\":1,\"refused\":false} | 1 | ROLE: NUMBER (expected: OBJECT)",
                "\"refused\":false | \"r\":0 | refused: MISSING (expected: BOOLEAN)",
                "\"revision\":1 | \"revision\":-1 | revision: -1 (expected: >= 0)",
                "\"held\" | \"association\":7,\"held\" | association: NUMBER (expected: STRING)"
            })
    void memberThatIsNotWhatItWasIsNamed(String from, String to, String reason) {
        assertThat(KEPT).contains(from);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceStateCodec.parse(KEPT.replace(from, to)))
                .withMessage(reason);
    }

    @Test
    void associationThatIsAnotherCommandIsRefused() {
        String dissociate =
                "{\\\"type\\\":\\\"Dissociate\\\",\\\"epoch\\\":0,\\\"commandId\\\":\\\"c\\\",\\\"revision\\\":1}";
        String text = KEPT.replace("\"held\"", "\"association\":\"" + dissociate + "\",\"held\"");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceStateCodec.parse(text))
                .withMessage("association: another command (expected: Associate)");
    }
}
