package dev.sagfleet.controller.store;

import static dev.sagfleet.controller.store.Samples.await;
import static dev.sagfleet.controller.store.Samples.device;
import static dev.sagfleet.controller.store.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceRepository.Attendance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttendancesTest {
    @Test
    void partsComeInTheOrderOfSerialNumbersAndSayWhoIsThere(@TempDir Path directory) {
        try (SqliteStore store = SqliteStore.open(directory.resolve("controller.db"), (serial, command) -> {})) {
            save(store, transaction -> {
                transaction.devices().save(device("sag3", "sag-1"));
                transaction.devices().save(device("sag10", "sag-1").withPresence(Samples.online("2.4", 7)));
                transaction
                        .devices()
                        .save(device("sag2", "sag-1")
                                .withPresence(Samples.online("2.4", 8).offline()));
            });

            assertThat(part(store, Optional.empty(), 2))
                    .containsExactly(
                            new Attendance(new SerialNumber("sag10"), 1, true, 7),
                            new Attendance(new SerialNumber("sag2"), 1, false, 8));
            assertThat(part(store, Optional.of("sag2"), 2))
                    .containsExactly(new Attendance(new SerialNumber("sag3"), 0, false, 0));
            assertThat(part(store, Optional.of("sag3"), 2)).isEmpty();
        }
    }

    private static List<Attendance> part(SqliteStore store, Optional<String> after, int most) {
        return await(store.read(reading -> reading.devices().attendances(after.map(SerialNumber::new), most)));
    }
}
