package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.app;
import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.assertWritten;
import static dev.sagfleet.controller.contract.Samples.await;
import static dev.sagfleet.controller.contract.Samples.bandwidth;
import static dev.sagfleet.controller.contract.Samples.box;
import static dev.sagfleet.controller.contract.Samples.device;
import static dev.sagfleet.controller.contract.Samples.online;
import static dev.sagfleet.controller.contract.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every store does for whoever reads and writes. */
class StoreTest extends StoreContract {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");

    @Test
    void devicesOfAPairComeWithTheActiveOneFirst() {
        save(store, transaction -> {
            transaction.devices().save(device("sag-a", "sag-1").withRole(HaRole.STANDBY));
            transaction.devices().save(device("sag-b", "sag-1"));
            transaction.devices().save(device("sag-c", "sag-2"));
        });

        assertRead(store, reading -> reading.devices().of("sag-1").stream()
                        .map(device -> device.serial().text())
                        .toList())
                .isEqualTo(List.of("sag-b", "sag-a"));
    }

    @Test
    void devicesAreCountedOnceHoweverOftenTheyAreSaved() {
        assertRead(store, reading -> reading.devices().count()).isEqualTo(0L);

        save(store, transaction -> {
            transaction.devices().save(device("sag1", "sag-1"));
            transaction.devices().save(device("sag2", "sag-1"));
            transaction.devices().save(device("sag1", "sag-1"));
        });

        assertRead(store, reading -> reading.devices().count()).isEqualTo(2L);
    }

    @Test
    void devicesThatAnEarlierRunSawOnlineAreFound() {
        save(store, transaction -> {
            transaction.devices().save(device("old", "sag-1").withPresence(online("2.4.0", 1)));
            transaction.devices().save(device("new", "sag-2").withPresence(online("2.4.0", 2)));
            transaction
                    .devices()
                    .save(device("gone", "sag-2")
                            .withPresence(online("2.4.0", 1).offline()));
        });

        assertWritten(store, transaction -> transaction.devices().onlineSinceBefore(2))
                .isEqualTo(List.of(new SerialNumber("old")));
        assertRead(store, reading -> reading.devices().anyOnline("sag-2")).isEqualTo(true);
        assertRead(store, reading -> reading.devices().anyOnline("sag-3")).isEqualTo(false);
    }

    @Test
    void orderNumbersAndRunsAreNeverGivenTwice() {
        assertWritten(store, transaction -> transaction.orders().nextNumber()).isEqualTo(1L);
        assertThat(await(store.startIncarnation())).isEqualTo(1);

        reopen();

        assertWritten(store, transaction -> transaction.orders().nextNumber()).isEqualTo(2L);
        assertThat(await(store.startIncarnation())).isEqualTo(2);
    }

    @Test
    void reopeningKeepsEverything() {
        save(store, transaction -> {
            transaction.instances().save(box("sag-1"));
            transaction.instances().save(app("sag-2"));
            transaction.devices().save(device("sag1", "sag-1"));
            transaction.aspects().save(bandwidth("sag1", 3));
            transaction.settings().save(new Settings(false));
        });

        reopen();

        assertRead(store, reading -> reading.instances()
                        .find(InstanceQuery.all(10))
                        .items())
                .isEqualTo(List.of(box("sag-1"), app("sag-2")));
        assertRead(store, reading -> reading.aspects().of(SERIAL)).isEqualTo(List.of(bandwidth("sag1", 3)));
        assertRead(store, reading -> reading.devices().count()).isEqualTo(1L);
        assertRead(store, reading -> reading.settings().current()).isEqualTo(new Settings(false));
    }

    @Test
    void aChangeSeesItsOwnWrites() {
        Optional<Instance> seen = await(store.write(transaction -> {
            transaction.instances().save(box("sag-1"));
            return transaction.instances().find("sag-1");
        }));

        assertThat(seen).contains(box("sag-1"));
    }

    @Test
    void changesAreMadeInTheOrderInWhichTheyWereAskedFor() {
        List<CompletionStage<Long>> stages = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            stages.add(store.write(transaction -> transaction.orders().nextNumber()));
        }

        List<Long> numbers = stages.stream().map(Samples::await).toList();

        assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, 3_000).boxed().toList());
    }

    @Test
    void aReadingThatBeginsOnceAChangeIsAcknowledgedSeesIt() {
        for (int i = 0; i < 200; i++) {
            String id = "sag-" + i;
            Optional<Instance> seen = await(store.write(transaction -> {
                        transaction.instances().save(box(id));
                        return id;
                    })
                    .thenCompose(
                            saved -> store.read(reading -> reading.instances().find(saved))));

            assertThat(seen).contains(box(id));
        }
    }

    @Test
    void aReadingSeesTheWholeOfAChangeOrNothingOfIt() {
        List<CompletionStage<List<Integer>>> seen = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String serial = "sag-" + i;
            var unused = store.write(transaction -> {
                transaction.devices().save(device(serial, "sag-1"));
                transaction.aspects().save(bandwidth(serial, 1));
                return serial;
            });
            seen.add(store.read(reading -> {
                List<Device> devices = reading.devices().of("sag-1");
                long aspects = devices.stream()
                        .filter(device -> reading.aspects().of(device.serial()).isEmpty())
                        .count();
                return List.of((int) aspects, (int) (reading.devices().count() - devices.size()));
            }));
        }

        assertThat(seen).allSatisfy(halves -> assertThat(await(halves)).containsExactly(0, 0));
    }

    @Test
    void aFailedChangeFailsItsStageAloneWithWhatItThrew() {
        var failure = new IllegalStateException("no");

        var before = store.write(transaction -> {
            transaction.instances().save(box("sag-1"));
            return 1;
        });
        var failed = store.write(transaction -> {
            transaction.instances().save(box("sag-2"));
            throw failure;
        });
        var after = store.write(transaction -> {
            transaction.instances().save(box("sag-3"));
            return 3;
        });

        assertThat(await(before)).isEqualTo(1);
        assertThat(await(after)).isEqualTo(3);
        assertThatThrownBy(() -> await(failed)).hasCause(failure);
        assertRead(store, reading -> reading.instances()
                        .find(InstanceQuery.all(10))
                        .items())
                .isEqualTo(List.of(box("sag-1"), box("sag-3")));
    }

    @Test
    void aFailedReadingFailsItsStageWithWhatItThrew() {
        var failure = new IllegalStateException("no");

        assertThatThrownBy(() -> await(store.read(reading -> {
                    throw failure;
                })))
                .hasCause(failure);
    }

    @Test
    void aStoreThatClosesDoesWhatItWasAskedForAndRefusesWhatComesLater() {
        var last = store.write(transaction -> {
            transaction.instances().save(box("sag-1"));
            return "kept";
        });
        Store closed = store;

        reopen();

        assertThat(await(last)).isEqualTo("kept");
        assertRead(store, reading -> reading.instances().find("sag-1")).isEqualTo(Optional.of(box("sag-1")));
        assertRefused(() -> save(closed, transaction -> transaction.instances().save(box("sag-2"))));
        assertRefused(() -> await(closed.read(reading -> reading.devices().count())));
        assertRefused(() -> await(closed.startIncarnation()));
    }

    private static void assertRefused(ThrowingCallable asked) {
        assertThatThrownBy(asked).cause().isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.reason())
                .isEqualTo(StoreException.Reason.CLOSED));
    }
}
