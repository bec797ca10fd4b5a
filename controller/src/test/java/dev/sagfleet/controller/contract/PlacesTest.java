package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.device;
import static dev.sagfleet.controller.contract.Samples.save;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Listings.DeviceCriteria;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.rollout.Tags;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Devices by where they stand and by their tags. */
class PlacesTest extends StoreContract {
    @Test
    void devicesAtASiteComePartByPartInTheOrderOfTheirSerialNumbers() {
        Place tower =
                new Place(Optional.of("tower-1"), Optional.empty(), Optional.empty(), Optional.empty(), Tags.NONE);
        save(store, transaction -> {
            transaction.devices().save(device("sag3", "sag-1").withPlace(tower));
            transaction.devices().save(device("sag10", "sag-2").withPlace(tower));
            transaction.devices().save(device("sag2", "sag-3").withPlace(tower));
            transaction.devices().save(device("sag1", "tower-1"));
        });
        save(store, transaction -> transaction.devices().save(device("sag2", "sag-3")));

        assertRead(store, reading -> reading.devices().at("tower-1", Optional.empty(), 1))
                .isEqualTo(List.of(new SerialNumber("sag10")));
        assertRead(store, reading -> reading.devices().at("tower-1", Optional.of(new SerialNumber("sag10")), 9))
                .isEqualTo(List.of(new SerialNumber("sag3")));
        assertRead(store, reading -> reading.devices().at("tower-2", Optional.empty(), 9))
                .isEqualTo(List.of());
    }

    @Test
    void aTagIsFoundByItsWholeNameAndItsWholeValue() {
        save(store, transaction -> {
            transaction.devices().save(tagged("sag1", "ring=a"));
            transaction.devices().save(tagged("sag2", "ring=ab"));
            transaction.devices().save(tagged("sag3", "lane=left,ring=a"));
            transaction.devices().save(tagged("sag4", "spring=a"));
            transaction.devices().save(tagged("sag5", "ring=A"));
            transaction.devices().save(device("sag6", "sag-1"));
        });

        assertListed("ring=a", "sag1", "sag3");
        assertListed("ring=a,lane=left", "sag3");
        assertListed("ring=b");
    }

    private void assertListed(String tags, String... serials) {
        DeviceCriteria all = DeviceCriteria.ALL;
        var criteria = new DeviceCriteria(
                all.serial(),
                all.online(),
                all.model(),
                all.firmware(),
                all.instanceId(),
                all.planId(),
                all.role(),
                all.user(),
                all.suspended(),
                all.pending(),
                all.refused(),
                all.site(),
                Tags.parse(tags));
        assertRead(
                        store,
                        reading ->
                                reading
                                        .listings()
                                        .devices(criteria, new SliceRequest(Optional.empty(), 100))
                                        .items()
                                        .stream()
                                        .map(listed -> listed.device().serial().text())
                                        .toList())
                .isEqualTo(List.of(serials));
    }

    private static Device tagged(String serial, String tags) {
        return device(serial, "sag-1")
                .withPlace(new Place(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Tags.parse(tags)));
    }
}
