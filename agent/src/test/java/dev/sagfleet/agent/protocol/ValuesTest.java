package dev.sagfleet.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final String KEY = "00112233445566778899aabbccddeeff".repeat(2);

    @Test
    void bandwidthIsDecimal() {
        assertThat(Bandwidth.ofMegabits(2))
                .isEqualTo(Bandwidth.ofKilobits(2_000))
                .isEqualTo(new Bandwidth(2_000_000));
        assertThat(new Bandwidth(2_000_000).kilobitsPerSecond()).isEqualTo(2_000);
    }

    @Test
    void smallerBandwidthIsTheMinimum() {
        assertThat(Bandwidth.ofMegabits(2).min(Bandwidth.ofMegabits(3))).isEqualTo(Bandwidth.ofMegabits(2));
        assertThat(Bandwidth.ofMegabits(3).min(Bandwidth.ofMegabits(2))).isEqualTo(Bandwidth.ofMegabits(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 2_000, 100_000_000_000L})
    void wholeKilobitsWithinTheRangeAreABandwidth(long bitsPerSecond) {
        assertThat(new Bandwidth(bitsPerSecond).bitsPerSecond()).isEqualTo(bitsPerSecond);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1_000, 0, 999, 1_001, 100_000_001_000L, Long.MAX_VALUE})
    void otherNumbersAreNoBandwidth(long bitsPerSecond) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bandwidth(bitsPerSecond))
                .withMessage("bitsPerSecond: " + bitsPerSecond
                        + " (expected: a multiple of 1000 from 1000 to 100000000000)");
    }

    @Test
    void bandwidthBeyondALongIsAnError() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Bandwidth.ofMegabits(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({"SAG_100WM, 2000, 50000", "SAG_1000, 10000, 500000", "SAG_VCPE, 10000, 1000000", "APP, 1, 20000"})
    void modelAllowsItsRangeAndNoMore(DeviceModel model, long kilobitsMin, long kilobitsMax) {
        assertThat(model.allows(Bandwidth.ofKilobits(kilobitsMin))).isTrue();
        assertThat(model.allows(Bandwidth.ofKilobits(kilobitsMax))).isTrue();
        assertThat(model.allows(Bandwidth.ofKilobits(kilobitsMax + 1))).isFalse();
        assertThat(kilobitsMin > 1 && model.allows(Bandwidth.ofKilobits(kilobitsMin - 1)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "SAG_100WM, 2 to 50 Mbit/s",
        "SAG_1000, 10 to 500 Mbit/s",
        "SAG_VCPE, 10 to 1000 Mbit/s",
        "APP, 1 kbit/s to 20 Mbit/s"
    })
    void modelSaysItsRange(DeviceModel model, String range) {
        assertThat(model.range()).isEqualTo(range);
    }

    @Test
    void modelIsFoundByItsLabel() {
        assertThat(DeviceModel.values()).allSatisfy(model -> assertThat(DeviceModel.labelled(model.label()))
                .contains(model));
        assertThat(DeviceModel.labelled("sag-1000")).isEmpty();
    }

    @Test
    void onlyTheVirtualBoxHasNoAcceleration() {
        assertThat(Arrays.stream(DeviceModel.values()).filter(model -> !model.hasAcceleration()))
                .containsExactly(DeviceModel.SAG_VCPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s",
                "sag62x0225024711",
                "A-b_9",
                "1234567890123456789012345678901234567890123456789012345678901234"
            })
    void lettersAndDigitsAreASerialNumber(String text) {
        assertThat(new SerialNumber(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "\u00e4",
                "a.b",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void otherTextIsNoSerialNumber(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SerialNumber(text))
                .withMessageStartingWith("serialNumber: ")
                .withMessageEndingWith(" (expected: 1 to 64 of A-Z a-z 0-9 _ -)");
    }

    @ParameterizedTest
    @CsvSource({
        "5, false, 4, false", "5, false, 5, false", "5, false, 6, true",
        "5, true, 4, false", "5, true, 5, true", "5, true, 6, true",
        "0, false, 0, false", "0, false, 1, true"
    })
    void deviceLacksWhatIsLaterOrWasRefused(long held, boolean refused, long desired, boolean lacks) {
        assertThat(new AspectStatus(new Revision(held), refused).lacks(new Revision(desired)))
                .isEqualTo(lacks);
    }

    @Test
    void revisionsCountFromNone() {
        assertThat(Revision.NONE.next()).isEqualTo(new Revision(1)).isGreaterThan(Revision.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Revision(-1))
                .withMessage("revision: -1 (expected: >= 0)");
    }

    @Test
    void keyIsNeverShown() {
        assertThat(new DeviceKey(KEY)).hasToString("DeviceKey[hidden]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceKey("secret"))
                .withMessage("deviceKey: not shown (expected: 64 lower-case hexadecimal digits)");
    }

    @Test
    void smallerOfPlanShareAndUserPeakLimitsAcceleration() {
        var share = Bandwidth.ofMegabits(20);
        var peak = Bandwidth.ofMegabits(5);

        assertThat(associate(share).limit()).isEqualTo(share);
        assertThat(associate(share, peak).limit()).isEqualTo(peak);
        assertThat(associate(peak, share).limit()).isEqualTo(peak);
    }

    @Test
    void statusesOfCloseCodesDiffer() {
        assertThat(CloseCode.values()).extracting(CloseCode::status).doesNotHaveDuplicates();
    }

    private static Associate associate(Bandwidth share) {
        return new Associate("c", new Revision(1), "plan", share, Optional.empty());
    }

    private static Associate associate(Bandwidth share, Bandwidth userPeak) {
        return new Associate("c", new Revision(1), "plan", share, Optional.of(userPeak));
    }
}
