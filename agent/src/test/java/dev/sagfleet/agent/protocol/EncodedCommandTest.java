package dev.sagfleet.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EncodedCommandTest {
    private static final Revision REVISION = new Revision(7);
    private static final Command ASSOCIATE = new Associate(
            "command-1",
            REVISION,
            "abwp-1",
            Bandwidth.ofMegabits(10),
            Optional.empty(),
            List.of(DestinationPattern.parse("*.example.com:443")));

    @Test
    void frameIsTheOneThatTheCommandIsSentInByItself() {
        for (long epoch : new long[] {1, 42, Long.MAX_VALUE}) {
            assertThat(EncodedCommand.of(ASSOCIATE).frame(epoch))
                    .isEqualTo(MessageCodec.encodeDownlink(new Envelope<>(epoch, ASSOCIATE)));
        }
    }

    @Test
    void commandThatWasStoredIsTheSame() {
        EncodedCommand encoded = EncodedCommand.of(ASSOCIATE);

        EncodedCommand stored = EncodedCommand.of(Aspect.ACCELERATION, REVISION, encoded.json());

        assertThat(stored).isEqualTo(encoded).hasSameHashCodeAs(encoded);
        assertThat(stored.command()).isEqualTo(ASSOCIATE);
        assertThat(stored.frame(3)).isEqualTo(encoded.frame(3));
    }

    @Test
    void otherCommandIsAnother() {
        assertThat(EncodedCommand.of(ASSOCIATE))
                .isNotEqualTo(EncodedCommand.of(ASSOCIATE.withRevision(REVISION.next())));
    }

    @Test
    void textThatCannotBeACommandIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncodedCommand.of(Aspect.ROLE, REVISION, "{\"epoch\":1}"))
                .withMessageContaining("an encoded command");
    }
}
