package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.await;
import static dev.sagfleet.controller.contract.Samples.bandwidth;
import static dev.sagfleet.controller.contract.Samples.box;
import static dev.sagfleet.controller.contract.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceAspect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who is told of what devices should be, and when. */
class DesiredChangesTest extends StoreContract {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<String>> stored = new CopyOnWriteArrayList<>();

    @Override
    void told(SerialNumber serial, EncodedCommand command) {
        seen.add("told " + serial + " to " + command.revision());
        note("told", serial);
    }

    /** What a reading sees that begins now; nobody who is told of a change may wait for the store. */
    private void note(String when, SerialNumber serial) {
        stored.add(store.read(reading -> when + ": "
                        + reading.aspects()
                                .find(serial, Aspect.BANDWIDTH)
                                .map(aspect -> aspect.desired().revision())
                                .orElse(Revision.NONE))
                .toCompletableFuture());
    }

    private List<String> stored() {
        return stored.stream().map(Samples::await).toList();
    }

    @Test
    void theCallerIsToldAfterTheCommitThenTheSessionAndThenTheStageCompletes() {
        var stage = store.write(
                transaction -> {
                    transaction.aspects().save(bandwidth("sag1", 1));
                    return "outcome";
                },
                outcome -> {
                    seen.add("committed " + outcome);
                    note("committed", SERIAL);
                });
        await(stage.thenAccept(outcome -> seen.add("completed " + outcome)));

        assertThat(seen).containsExactly("committed outcome", "told sag1 to 1", "completed outcome");
        assertThat(stored()).containsExactly("committed: 1", "told: 1");
    }

    @Test
    void savingTheSameRevisionAgainTellsNobody() {
        save(store, transaction -> transaction.aspects().save(bandwidth("sag1", 1)));
        DeviceAspect reported = bandwidth("sag1", 1).withReported(new Revision(1), Optional.empty());

        save(store, transaction -> transaction.aspects().save(reported));

        assertThat(seen).containsExactly("told sag1 to 1");
    }

    @Test
    void anAnswerTellsNobody() {
        save(store, transaction -> transaction.aspects().save(bandwidth("sag1", 1)));

        save(store, transaction -> transaction
                .aspects()
                .answer(SERIAL, Aspect.BANDWIDTH, new Revision(1), Optional.empty()));

        assertThat(seen).containsExactly("told sag1 to 1");
    }

    @Test
    void anAspectSavedTwiceInOneChangeTellsOnceWithTheLast() {
        save(store, transaction -> {
            transaction.aspects().save(bandwidth("sag1", 1));
            transaction.aspects().save(bandwidth("sag2", 1));
            transaction.aspects().save(bandwidth("sag1", 2));
        });

        assertThat(seen).containsExactly("told sag1 to 2", "told sag2 to 1");
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
        assertThat(seen).containsExactly("told sag1 to 1");
    }

    @Test
    void aSessionThatBeginsWithWhatIsDesiredIsToldOnlyWhatIsChangedAfterwards() {
        save(store, transaction -> {
            transaction.aspects().save(bandwidth("sag1", 1));
            transaction.aspects().save(bandwidth("sag2", 1));
            transaction.aspects().willBeTold(SERIAL);
        });
        assertThat(seen).containsExactly("told sag2 to 1");
        seen.clear();

        save(store, transaction -> {
            transaction.aspects().save(bandwidth("sag1", 2));
            transaction.aspects().willBeTold(SERIAL);
            transaction.aspects().save(bandwidth("sag1", 3));
        });
        assertThat(seen).containsExactly("told sag1 to 3");
    }
}
