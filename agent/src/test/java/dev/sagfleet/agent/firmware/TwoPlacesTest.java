package dev.sagfleet.agent.firmware;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.TwoPlaces.Latest;
import dev.sagfleet.agent.firmware.TwoPlaces.Place;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rule F10: what is kept is the old text or the new one, whatever becomes of a write. */
class TwoPlacesTest {
    private static final byte[] EMPTY = new byte[0];

    @Test
    void placesThatWereNeverWrittenHoldNothing() {
        var latest = TwoPlaces.read(EMPTY, EMPTY);

        assertThat(latest).isEqualTo(new Latest(latest.text(), 0, Place.FIRST));
        assertThat(latest.text()).isEmpty();
    }

    @Test
    @DisplayName("F10 each record goes to the older place, under the next number")
    void eachRecordGoesToTheOlderPlace() {
        byte[] one = TwoPlaces.read(EMPTY, EMPTY).next("one");
        byte[] two = TwoPlaces.read(one, EMPTY).next("two");
        byte[] three = TwoPlaces.read(one, two).next("three");

        assertThat(TwoPlaces.read(one, EMPTY).older()).isEqualTo(Place.SECOND);
        assertThat(TwoPlaces.read(one, two)).isEqualTo(latest("two", 2, Place.FIRST));
        assertThat(TwoPlaces.read(three, two)).isEqualTo(latest("three", 3, Place.SECOND));
    }

    @Test
    void whatIsRememberedAfterAWriteIsWhatIsReadThen() {
        var before = TwoPlaces.read(EMPTY, EMPTY);

        assertThat(before.after("one")).isEqualTo(TwoPlaces.read(before.next("one"), EMPTY));
    }

    @Test
    @DisplayName("F10 a record that is torn anywhere counts as not written")
    void aTornRecordCountsAsNotWritten() {
        byte[] first = TwoPlaces.read(EMPTY, EMPTY).next("the first text, a long one");
        byte[] second = TwoPlaces.read(first, EMPTY).next("the second");
        byte[] third = TwoPlaces.read(first, second).next("the third");

        for (int written = 0; written < third.length; written++) {
            byte[] torn = first.clone();
            System.arraycopy(third, 0, torn, 0, written);
            assertThat(TwoPlaces.read(torn, second)).isEqualTo(latest("the second", 2, Place.FIRST));
            byte[] cut = Arrays.copyOf(third, written);
            assertThat(TwoPlaces.read(cut, second)).isEqualTo(latest("the second", 2, Place.FIRST));
        }
    }

    @Test
    @DisplayName("F10 a record with any bit changed counts as not written")
    void aDamagedRecordCountsAsNotWritten() {
        byte[] first = TwoPlaces.read(EMPTY, EMPTY).next("first");
        byte[] second = TwoPlaces.read(first, EMPTY).next("second");

        for (int bit = 0; bit < second.length * Byte.SIZE; bit++) {
            byte[] damaged = second.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(TwoPlaces.read(first, damaged)).as("bit %d", bit).isEqualTo(latest("first", 1, Place.SECOND));
        }
    }

    @Test
    void whatAShorterRecordLeavesOfALongerOneIsPassedOver() {
        byte[] one = TwoPlaces.read(EMPTY, EMPTY).next("a long text");
        byte[] two = TwoPlaces.read(one, EMPTY).next("x");
        byte[] three = TwoPlaces.read(one, two).next("y");
        byte[] over = one.clone();
        System.arraycopy(three, 0, over, 0, three.length);

        assertThat(TwoPlaces.read(over, two)).isEqualTo(latest("y", 3, Place.SECOND));
    }

    @Test
    void otherBytesAreNoRecord() {
        assertThat(TwoPlaces.read(new byte[1000], "{\"format\":1}      more than a header".getBytes(UTF_8))
                        .text())
                .isEmpty();
    }

    private static Latest latest(String text, long sequence, Place older) {
        return new Latest(Optional.of(text), sequence, older);
    }
}
