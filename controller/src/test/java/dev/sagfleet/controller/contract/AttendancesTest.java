package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.await;
import static dev.sagfleet.controller.contract.Samples.device;
import static dev.sagfleet.controller.contract.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceRepository.Attendance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is there, part by part. */
class AttendancesTest extends StoreContract {
    @Test
    void partsComeInTheOrderOfSerialNumbersAndSayWhoIsThere() {
        save(store, transaction -> {
            transaction.devices().save(device("sag3", "sag-1"));
            transaction.devices().save(device("sag10", "sag-1").withPresence(Samples.online("2.4", 7)));
            transaction
                    .devices()
                    .save(device("sag2", "sag-1")
                            .withPresence(Samples.online("2.4", 8).offline()));
        });

        assertThat(part(Optional.empty(), 2))
                .containsExactly(
                        new Attendance(new SerialNumber("sag10"), 1, true, 7),
                        new Attendance(new SerialNumber("sag2"), 1, false, 8));
        assertThat(part(Optional.of("sag2"), 2)).containsExactly(new Attendance(new SerialNumber("sag3"), 0, false, 0));
        assertThat(part(Optional.of("sag3"), 2)).isEmpty();
    }

    private List<Attendance> part(Optional<String> after, int most) {
        return await(store.read(reading -> reading.devices().attendances(after.map(SerialNumber::new), most)));
    }
}
