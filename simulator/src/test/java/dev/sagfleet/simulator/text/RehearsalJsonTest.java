package dev.sagfleet.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Objective;
import dev.sagfleet.simulator.rehearsal.Difference;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Precision;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.rehearsal.SweepPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What programs read of rehearsals: keys may be added to it, and none changed. */
class RehearsalJsonTest {
    private static final Script SCRIPT = SyntheticOutcomes.script();
    private static final List<Outcome> OUTCOMES = SyntheticOutcomes.of(24);

    private static void assertIsGolden(String file, JsonNode found) throws IOException {
        try (InputStream golden = Objects.requireNonNull(RehearsalJsonTest.class.getResourceAsStream(file), file)) {
            assertThat(JsonText.of(found)).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Findings findings() {
        List<Objective> objectives = SCRIPT.policy().objectives();
        return Findings.of(
                SCRIPT,
                objectives,
                OUTCOMES,
                Optional.of(new Precision(Fraction.ofPercent(5)).after(objectives, OUTCOMES, 200)));
    }

    @Test
    void manyRehearsals() throws IOException {
        assertIsGolden("rehearsal.json", FindingsJson.of(findings(), "./sag rehearse rollout.yaml --runs 200"));
    }

    @Test
    void aComparison() throws IOException {
        List<Difference> differences = Difference.ofAll(OUTCOMES.subList(0, 12), OUTCOMES.subList(12, 24));

        assertIsGolden("comparison.json", ComparisonJson.of(SCRIPT, SCRIPT, differences, 12, "./sag rehearse compare"));
    }

    @Test
    void aSweep() throws IOException {
        List<SweepPoint> points = SweepPoint.compared(List.of(
                SweepPoint.of(
                        Collections.singletonMap("waves[0].count", "10"),
                        OUTCOMES.subList(0, 8),
                        OUTCOMES.subList(0, 8)),
                SweepPoint.of(
                        Collections.singletonMap("waves[0].count", "20"),
                        OUTCOMES.subList(8, 16),
                        OUTCOMES.subList(8, 16))));

        assertIsGolden(
                "sweep.json", SweepJson.of(SCRIPT, points, List.of(), 8, List.of("fail boot"), "./sag rehearse sweep"));
    }
}
