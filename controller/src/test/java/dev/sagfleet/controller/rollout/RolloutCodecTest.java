package dev.sagfleet.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.rolloutfile.DrawnPolicies;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rollouts as they are kept: files that were written must be read by all controllers that come after. */
class RolloutCodecTest {
    private static final int DRAWN = 2_000;

    @Test
    void everyHeadIsReadAsItWasWritten() {
        long first = System.nanoTime();
        System.out.println("seed " + first);
        for (long seed = first; seed < first + DRAWN; seed++) {
            Rollout drawn = new DrawnRollouts(seed).rollout("ro-" + seed);

            String text = RolloutCodec.write(drawn);

            assertThat(RolloutCodec.read(text, drawn.policy(), drawn.pending()))
                    .as("seed %d", seed)
                    .isEqualTo(drawn);
        }
    }

    @Test
    void everyPolicyIsReadAsItWasWritten() {
        long first = System.nanoTime();
        System.out.println("seed " + first);
        for (long seed = first; seed < first + DRAWN; seed++) {
            RolloutPolicy drawn = new DrawnPolicies(seed).policy();

            RolloutPolicy read = PolicyCodec.read(PolicyCodec.write(drawn));

            assertThat(read).as("seed %d", seed).isEqualTo(drawn);
            assertThat(PolicyCodec.write(read)).as("seed %d", seed).isEqualTo(PolicyCodec.write(drawn));
        }
    }

    @Test
    void aPolicyOfTheFirstReleaseIsReadAndStillWrittenSo() {
        RolloutPolicy policy = PolicyCodec.read(KeptTexts.POLICY);

        assertThat(policy)
                .isEqualTo(RolloutPolicy.of(
                        "2.5.0 to the branches",
                        FirmwareVersion.parse("2.5.0"),
                        List.of(
                                WavePlan.of(new WaveSize.Count(20)),
                                WavePlan.of(new WaveSize.Cumulative(Fraction.ONE)))));
        assertThat(PolicyCodec.write(policy)).isEqualTo(KeptTexts.POLICY);
    }

    @Test
    void aHeadOfTheFirstReleaseIsReadAndStillWrittenSo() {
        RolloutPolicy policy = PolicyCodec.read(KeptTexts.POLICY);

        Rollout head = RolloutCodec.read(KeptTexts.HEAD, policy, Optional.empty());

        assertThat(head.state()).isEqualTo(RolloutState.RUNNING);
        assertThat(head.counts()).isEqualTo(new Counts(10, 2, 3, 1, 0, 0, 0, 5, 0));
        assertThat(head.images()).containsExactly(Digest.ofText("image"));
        assertThat(head.openings())
                .extracting(Opening::zone)
                .containsExactly(ZoneOffset.UTC, ZoneId.of("Asia/Shanghai"));
        assertThat(head.sweeps()).containsExactly(new Sweep(Sweep.Kind.RETRY, 7, 2));
        assertThat(RolloutCodec.write(head)).isEqualTo(KeptTexts.HEAD);
    }

    @Test
    void aTextOfALaterFormatIsRefusedAndSoIsOneThatIsNone() {
        RolloutPolicy policy = PolicyCodec.read(KeptTexts.POLICY);

        assertThatThrownBy(() -> PolicyCodec.read(KeptTexts.POLICY.replace("\"format\":1", "\"format\":2")))
                .hasMessage("format: 2 (expected: 1)");
        assertThatThrownBy(() -> RolloutCodec.read(
                        KeptTexts.HEAD.replace("\"format\":1", "\"format\":2"), policy, Optional.empty()))
                .hasMessage("format: 2 (expected: 1)");
        assertThatThrownBy(() -> RolloutCodec.read(
                        KeptTexts.HEAD.replace("\"revision\":3", "\"revision\":3.5"), policy, Optional.empty()))
                .hasMessage("revision: NUMBER (expected: as it was written)");
        assertThatThrownBy(() -> PolicyCodec.read("{}")).hasMessage("format: missing (expected: as it was written)");
        assertThatThrownBy(() -> PolicyCodec.read("{")).isInstanceOf(IllegalArgumentException.class);
    }
}
