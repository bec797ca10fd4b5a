package dev.sagfleet.controller.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.inventory.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to several stores, they answer the same, keep the same and wake the same sessions. */
class SameStoresTest {
    private static final int ROUNDS = 6;
    private static final int CHANGES_MAX = 40;

    /** A store and what it was seen to do. */
    private record Observed(TestedStore store, List<String> told) {
        static Observed open(TestedStore.Kind kind, Path directory) {
            List<String> told = new CopyOnWriteArrayList<>();
            return new Observed(
                    new TestedStore(kind, directory, (serial, command) -> told.add(serial + " " + command.json())),
                    told);
        }

        /** Asks for all changes at once, so that they share commits. */
        List<String> make(List<RandomChange> changes) {
            Store current = store.store();
            List<CompletionStage<String>> stages = changes.stream()
                    .map(change -> current.write(change, outcome -> told.add("committed " + outcome)))
                    .toList();
            return stages.stream().map(Observed::outcome).toList();
        }

        private static String outcome(CompletionStage<String> stage) {
            try {
                return Samples.await(stage);
            } catch (CompletionException e) {
                if (e.getCause() instanceof RandomChange.ThrownException thrown) {
                    return "threw after " + thrown.getMessage();
                }
                throw e;
            }
        }

        List<String> whole() {
            List<String> whole = new ArrayList<>(WholeReading.of(store.store()));
            whole.add("incarnation: " + Samples.await(store.store().startIncarnation()));
            return whole;
        }
    }

    @RepeatedTest(4)
    void allStoresAnswerKeepAndWakeTheSame(@TempDir Path directory) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Observed> all = Arrays.stream(TestedStore.Kind.values())
                .map(kind -> Observed.open(kind, directory))
                .toList();
        Observed first = all.get(0);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<RandomChange> changes = new ArrayList<>();
                for (int i = random.nextInt(CHANGES_MAX); i >= 0; i--) {
                    changes.add(RandomChange.draw(random));
                }
                boolean isReopened = random.nextInt(6) == 0;
                List<String> outcomes = first.make(changes);
                for (Observed other : all.subList(1, all.size())) {
                    assertThat(other.make(changes))
                            .as("seed %d, round %d", seed, round)
                            .isEqualTo(outcomes);
                }
                if (isReopened) {
                    all.forEach(observed -> observed.store().reopen());
                }
                List<String> whole = first.whole();
                for (Observed other : all.subList(1, all.size())) {
                    assertThat(other.whole())
                            .as("seed %d, round %d", seed, round)
                            .containsExactlyElementsOf(whole);
                    assertThat(other.told())
                            .as("seed %d, round %d", seed, round)
                            .isEqualTo(first.told());
                }
            }
        } finally {
            all.forEach(observed -> observed.store().close());
        }
    }
}
