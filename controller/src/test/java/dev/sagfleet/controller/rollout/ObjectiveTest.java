package dev.sagfleet.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rolloutfile.ObjectiveText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectiveTest {
    private static Objective parse(String text) {
        return ObjectiveText.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "p90 finish <= 2d, p90 finish >= 3d, true",
        "p90 finish <= 2d, p90 finish >= 2d, false",
        "p90 finish <= 2d, p90 finish >= 1d, false",
        "p90 finish <= 2d, p50 finish >= 3d, true",
        "p50 finish <= 2d, p90 finish >= 3d, false",
        "p90 finish <= 2d, p90 failed >= 3, false",
        "p90 finish <= 2d, p90 finish <= 3d, false",
        "p100/3 failed >= 3, p34 failed <= 2, true",
        "p100/3 failed >= 3, p33 failed <= 2, false",
    })
    void twoThatNoFiguresCanMeetContradictEachOther(String one, String other, boolean expected) {
        assertThat(parse(one).contradicts(parse(other))).isEqualTo(expected);
        assertThat(parse(other).contradicts(parse(one))).isEqualTo(expected);
    }
}
