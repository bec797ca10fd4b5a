package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.await;
import static dev.sagfleet.controller.contract.Samples.device;
import static dev.sagfleet.controller.contract.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceRepository.Attendance;
import dev.sagfleet.controller.inventory.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestedStore.Kind.class)
class AttendancesTest {
    @Parameter
    private TestedStore.Kind kind;

    @Test
    void partsComeInTheOrderOfSerialNumbersAndSayWhoIsThere(@TempDir Path directory) {
        try (var tested = new TestedStore(kind, directory)) {
            Store store = tested.store();
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

    private static List<Attendance> part(Store store, Optional<String> after, int most) {
        return await(store.read(reading -> reading.devices().attendances(after.map(SerialNumber::new), most)));
    }
}
