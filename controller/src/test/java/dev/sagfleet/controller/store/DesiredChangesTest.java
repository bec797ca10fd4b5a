package dev.sagfleet.controller.store;

import static dev.sagfleet.controller.store.Samples.assertRead;
import static dev.sagfleet.controller.store.Samples.await;
import static dev.sagfleet.controller.store.Samples.bandwidth;
import static dev.sagfleet.controller.store.Samples.box;
import static dev.sagfleet.controller.store.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceAspect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredChangesTest {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private SqliteStore store;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = SqliteStore.open(directory.resolve("controller.db"), this::told);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Another connection sees only what is committed. */
    private void told(SerialNumber serial, EncodedCommand command) {
        Optional<Revision> durable = await(
                        store.read(reading -> reading.aspects().find(serial, Aspect.BANDWIDTH)))
                .map(aspect -> aspect.desired().revision());
        seen.add("told " + serial + " to " + command.revision() + ", stored " + durable.orElse(Revision.NONE));
    }

    @Test
    void theCallerIsToldAfterTheCommitThenTheSessionAndThenTheStageCompletes() {
        var stage = store.write(
                transaction -> {
                    transaction.aspects().save(bandwidth("sag1", 1));
                    return "outcome";
                },
                outcome -> seen.add("committed " + outcome + ' '
                        + await(store.read(reading -> reading.aspects().of(SERIAL)))
                                .size()));
        await(stage.thenAccept(outcome -> seen.add("completed " + outcome)));

        assertThat(seen).containsExactly("committed outcome 1", "told sag1 to 1, stored 1", "completed outcome");
    }

    @Test
    void savingTheSameRevisionAgainTellsNobody() {
        save(store, transaction -> transaction.aspects().save(bandwidth("sag1", 1)));
        DeviceAspect reported = bandwidth("sag1", 1).withReported(new Revision(1), Optional.empty());

        save(store, transaction -> transaction.aspects().save(reported));

        assertThat(seen).containsExactly("told sag1 to 1, stored 1");
    }

    @Test
    void anAnswerTellsNobody() {
        save(store, transaction -> transaction.aspects().save(bandwidth("sag1", 1)));

        save(store, transaction -> transaction
                .aspects()
                .answer(SERIAL, Aspect.BANDWIDTH, new Revision(1), Optional.empty()));

        assertThat(seen).containsExactly("told sag1 to 1, stored 1");
    }

    @Test
    void anAspectSavedTwiceInOneChangeTellsOnceWithTheLast() {
        save(store, transaction -> {
            transaction.aspects().save(bandwidth("sag1", 1));
            transaction.aspects().save(bandwidth("sag2", 1));
            transaction.aspects().save(bandwidth("sag1", 2));
        });

        assertThat(seen).containsExactly("told sag1 to 2, stored 2", "told sag2 to 1, stored 1");
    }

    @Test
    void aChangeThatFailsTellsNobody() {
        var failure = new IllegalStateException("no");

        var stage = store.write(
                transaction -> {
                    transaction.aspects().save(bandwidth("sag1", 1));
                    throw failure;
                },
                outcome -> seen.add("committed"));

        assertThatThrownBy(() -> await(stage)).hasCause(failure);
        assertThat(seen).isEmpty();
        assertRead(store, reading -> reading.aspects().of(SERIAL)).isEqualTo(List.of());
    }

    @Test
    void aCallerThatFailsDoesNotKeepTheSessionFromBeingTold() {
        var stage = store.write(
                transaction -> {
                    transaction.aspects().save(bandwidth("sag1", 1));
                    transaction.instances().save(box("sag-1"));
                    return "outcome";
                },
                outcome -> {
                    throw new IllegalStateException("a listener's own fault");
                });

        assertThat(await(stage)).isEqualTo("outcome");
        assertThat(seen).containsExactly("told sag1 to 1, stored 1");
    }

    @Test
    void aSessionThatBeginsWithWhatIsDesiredIsToldOnlyWhatIsChangedAfterwards() {
        save(store, transaction -> {
            transaction.aspects().save(bandwidth("sag1", 1));
            transaction.aspects().save(bandwidth("sag2", 1));
            transaction.aspects().willBeTold(SERIAL);
        });
        assertThat(seen).containsExactly("told sag2 to 1, stored 1");
        seen.clear();

        save(store, transaction -> {
            transaction.aspects().save(bandwidth("sag1", 2));
            transaction.aspects().willBeTold(SERIAL);
            transaction.aspects().save(bandwidth("sag1", 3));
        });
        assertThat(seen).containsExactly("told sag1 to 3, stored 3");
    }
}
