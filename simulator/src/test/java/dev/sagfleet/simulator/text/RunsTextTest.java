package dev.sagfleet.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunsTextTest {
    @Test
    void theLineOfProgressSaysHowFastTheyAreAndWhereOneOfThemIs() {
        assertThat(RunsText.progress(0, 200, 1_000_000_000L, "")).isEqualTo("0 of 200 rehearsals");
        assertThat(RunsText.progress(50, 200, 10_000_000_000L, "2026-01-05 03:00  wave 1 of 3"))
                .isEqualTo("50 of 200 rehearsals, 5.0 a second, 30s to go; one is at 2026-01-05 03:00  wave 1 of 3");
    }

    @Test
    void manyRunsAreQuantilesHaltsWhatCameOfTheBadImageAndObjectives() {
        assertThat(RunsText.of(RehearsalJsonTest.findings()))
                .startsWith("24 runs   ")
                .contains(
                        "\nhalts in wave 1: 12.5 % (2.7 to 32.4 %)\nhalts in wave 2: 12.5 % (2.7 to 32.4 %)\n",
                        "\nbad image caught: 20.8 % (7.1 to 42.2 %)\n",
                        "\nbad image not caught: 58.3 % (36.6 to 77.9 %)\n",
                        "\nbad image hits nobody: 20.8 % (7.1 to 42.2 %)\n",
                        "\nmade all 24 runs: the interval of p90 egress <= 400 Mbit/s has no bound, and not 5%\n",
                        "\nfails      p50 finish <= 1d: found never (never to never)\n",
                        "\nholds      p50 touched before halt <= 2: found 0 (0 to 0)\n")
                .containsPattern("\nwithout acceleration, device hours +2.00 ")
                .containsPattern("\n50 % upgraded +12h ");
    }
}
