package dev.sagfleet.controller.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.controller.access.Condition.OfAddress;
import dev.sagfleet.controller.access.Condition.OfFlag;
import dev.sagfleet.controller.access.Condition.OfText;
import dev.sagfleet.controller.access.Condition.OfTime;
import dev.sagfleet.controller.access.Condition.TextOperator;
import dev.sagfleet.controller.access.Condition.TimeOperator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00.250Z");

    private static Circumstances from(String address) {
        return new Circumstances(NOW, Optional.of(AddressRange.address(address)), false);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/9, 10.127.0.0, true",
        "10.0.0.0/9, 10.128.0.0, false",
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.6, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 2001:db8::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "10.0.0.0/8, ::ffff:10.0.0.1, true"
    })
    void anAddressIsInARangeOrNot(String range, String address, boolean isIn) {
        assertThat(new OfAddress(false, List.of(AddressRange.parse(range))).holds(from(address)))
                .isEqualTo(isIn);
        assertThat(new OfAddress(true, List.of(AddressRange.parse(range))).holds(from(address)))
                .isEqualTo(!isIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.0/33",
                "::1/129",
                "1::2::3",
                "10.0.0.0/",
                "a.b.c.d"
            })
    void whatIsNoAddressIsRefusedWithoutAskingForAName(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timesCountInSeconds() {
        List<Instant> now = List.of(Instant.parse("2026-11-28T09:00:00Z"));
        assertThat(Stream.of(TimeOperator.values()).filter(of -> new OfTime(of, now).holds(from("::1"))))
                .containsExactly(
                        TimeOperator.DATE_EQUALS,
                        TimeOperator.DATE_LESS_THAN_EQUALS,
                        TimeOperator.DATE_GREATER_THAN_EQUALS);
    }

    @Test
    void oneOfTheValuesIsEnoughAndNoneMayBeWhereTheOperatorSaysNo() {
        List<String> two = List.of("10.0.0.1", "10.0.0.2");
        var equals = new OfText(TextOperator.STRING_EQUALS, ConditionKey.SOURCE_IP, two);
        var differs = new OfText(TextOperator.STRING_NOT_EQUALS, ConditionKey.SOURCE_IP, two);

        assertThat(List.of(equals.holds(from("10.0.0.2")), differs.holds(from("10.0.0.2"))))
                .containsExactly(true, false);
        assertThat(List.of(equals.holds(from("10.0.0.3")), differs.holds(from("10.0.0.3"))))
                .containsExactly(false, true);
    }

    @Test
    void aCallThatHasNothingUnderTheKeyMeetsNoCondition() {
        var unknown = new Circumstances(NOW, Optional.empty(), false);

        assertThat(new OfAddress(false, List.of(AddressRange.parse("0.0.0.0/0"))).holds(unknown))
                .isFalse();
        assertThat(new OfAddress(true, List.of(AddressRange.parse("10.0.0.0/8"))).holds(unknown))
                .isFalse();
        assertThat(new OfText(TextOperator.STRING_NOT_LIKE, ConditionKey.SOURCE_IP, List.of("10.*")).holds(unknown))
                .isFalse();
    }

    @Test
    void flagsAreOfTheCall() {
        var secure = new Circumstances(NOW, Optional.empty(), true);

        assertThat(new OfFlag(ConditionKey.SECURE_TRANSPORT, true).holds(secure))
                .isTrue();
        assertThat(new OfFlag(ConditionKey.SECURE_TRANSPORT, true).holds(from("::1")))
                .isFalse();
        assertThat(new OfFlag(ConditionKey.MFA_PRESENT, false).holds(secure)).isTrue();
    }
}
