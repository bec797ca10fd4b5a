package dev.sagfleet.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.Restoration;
import dev.sagfleet.controller.inventory.Restoration.OfAcceleration;
import dev.sagfleet.controller.inventory.Restoration.OfOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestorationTextTest {
    @Test
    void restorationsComeBackWhateverIsInTheirIds() {
        List<Restoration> restorations = List.of(
                new OfAcceleration("sag 1\n%", Optional.empty(), Optional.of(new Acceleration("plan +1", 20))),
                new OfAcceleration(
                        "sag-2",
                        Optional.of(new Acceleration("plan-1", 5)),
                        Optional.of(new Acceleration("plan-1", Integer.MAX_VALUE))),
                new OfOrder("203370000000001"));

        assertThat(RestorationText.parse(RestorationText.format(restorations))).isEqualTo(restorations);
        assertThat(RestorationText.parse(RestorationText.format(List.of()))).isEmpty();
    }

    /** A peak in Mbit/s, which says too little to go back to it. */
    @Test
    void whatEarlierReleasesKeptTakesNothingBack() {
        assertThat(RestorationText.parse("20")).isEmpty();
    }

    @Test
    void anotherKindIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RestorationText.parse("colour sag-1"))
                .withMessageContaining("expected: what format wrote");
    }
}
