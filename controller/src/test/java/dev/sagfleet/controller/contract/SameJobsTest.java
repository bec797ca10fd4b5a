package dev.sagfleet.controller.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever devices say of few jobs, many times over, and whichever of it is taken back, all stores answer and keep the same:
 * what a store remembers of a job is not believed where it is no longer so.
 */
class SameJobsTest {
    private static final int ROUNDS = 30;
    private static final int CHANGES_MAX = 8;
    private static final int STEPS_MAX = 6;
    private static final List<SerialNumber> SERIALS = List.of(new SerialNumber("one"), new SerialNumber("two"));
    private static final List<Digest> IMAGES = List.of(Digest.ofText("image"), Digest.ofText("other"));

    /** Thrown to have a change taken back, with what it saw. */
    private static final class TakenBackException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenBackException(String seen) {
            super(seen);
        }
    }

    @RepeatedTest(4)
    void allStoresAnswerAndKeepTheSame(@TempDir Path directory) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        List<TestedStore> stores = Arrays.stream(TestedStore.Kind.values())
                .map(kind -> new TestedStore(kind, directory))
                .toList();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<Long> changes =
                        random.longs(1 + random.nextInt(CHANGES_MAX)).boxed().toList();
                List<String> first = make(stores.get(0).store(), changes);
                for (TestedStore other : stores) {
                    List<String> outcomes = other == stores.get(0) ? first : make(other.store(), changes);
                    assertThat(outcomes).as("seed %d, round %d", seed, round).isEqualTo(first);
                }
            }
        } finally {
            stores.forEach(TestedStore::close);
        }
    }

    /** Asks for all changes at once, so that they share commits, and then for what is there. */
    private static List<String> make(Store store, List<Long> seeds) {
        List<CompletionStage<String>> stages = seeds.stream()
                .map(seed -> store.write(transaction -> change(transaction, new SplittableRandom(seed))))
                .toList();
        List<String> outcomes = new ArrayList<>();
        for (CompletionStage<String> stage : stages) {
            try {
                outcomes.add(Samples.await(stage));
            } catch (CompletionException e) {
                outcomes.add("taken back: " + e.getCause());
            }
        }
        for (SerialNumber serial : SERIALS) {
            outcomes.add(Samples.await(store.read(reading -> reading.jobs().of(serial)
                    + " open " + reading.jobs().open(serial)
                    + " excused " + reading.jobs().isExcused(serial, IMAGES.get(0)))));
        }
        return outcomes;
    }

    private static String change(Transaction transaction, SplittableRandom random) {
        var seen = new StringBuilder();
        for (int step = random.nextInt(STEPS_MAX); step >= 0; step--) {
            seen.append(step(transaction, random)).append('\n');
        }
        if (random.nextInt(5) == 0) {
            throw new TakenBackException(seen.toString());
        }
        return seen.toString();
    }

    private static Object step(Transaction transaction, SplittableRandom random) {
        SerialNumber serial = any(SERIALS, random);
        long number = 1L + random.nextInt(3);
        int attempt = random.nextInt(5) == 0 ? 2 : 1;
        switch (random.nextInt(20)) {
            case 0, 1 -> transaction.jobs().save(job(serial, number, attempt, JobProgress.ORDERED, random));
            case 2 -> transaction.jobs().save(job(serial, number, attempt, progress(random), random));
            case 3 -> transaction.jobs().removeAllBut(serial, 2);
            case 4 -> transaction.jobs().remove(serial);
            case 5 -> {
                return transaction.jobs().open(serial);
            }
            default -> {
                return transaction.jobs().tell(serial, number, attempt, progress(random), random.nextInt(9), 9);
            }
        }
        return "saved";
    }

    private static FirmwareJob job(
            SerialNumber serial, long number, int attempt, JobProgress progress, SplittableRandom random) {
        return new FirmwareJob(
                serial,
                number,
                attempt,
                any(IMAGES, random),
                FirmwareVersion.parse(random.nextBoolean() ? "2.5" : "2.6"),
                FirmwareJob.Origin.ROLLOUT,
                random.nextBoolean() ? Optional.empty() : Optional.of(new RolloutOrder("ro-1", random.nextInt(1, 3))),
                Duration.ofMillis(10L * random.nextInt(3)),
                progress,
                random.nextInt(6) == 0,
                1,
                random.nextInt(9));
    }

    /** Most of it goes on, so that much is remembered. */
    private static JobProgress progress(SplittableRandom random) {
        UpdateState state = random.nextInt(4) == 0
                ? any(List.of(UpdateState.values()), random)
                : any(List.of(UpdateState.IDLE, UpdateState.WAIT_DOWNLOAD, UpdateState.DOWNLOADING), random);
        return new JobProgress(
                random.nextInt(1, 3),
                random.nextInt(1, 30),
                state,
                random.nextInt(2),
                random.nextInt(4) == 0 ? UpdateCode.CONTROLLER_UNREACHABLE : UpdateCode.NONE,
                random.nextInt(9) == 0 ? Optional.empty() : Optional.of(any(IMAGES, random)));
    }

    private static <T> T any(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }
}
