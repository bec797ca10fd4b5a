package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.TwoPlaces.Latest;
import dev.sagfleet.agent.firmware.TwoPlaces.Place;
import java.util.Arrays;

/** Two places of flash, whose power can be cut at any byte of any write. */
final class TornFlash {
    /** The power is gone; whatever ran, runs no more. */
    static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PowerCut() {
            super("power cut", null, false, false);
        }
    }

    private byte[] first = new byte[0];
    private byte[] second = new byte[0];
    private Latest latest = TwoPlaces.read(first, second);
    private int writes;
    private int cutAt = -1;
    private double fraction;

    TornFlash(FirmwareState state) {
        write(state);
        writes = 0;
    }

    /**
     * Cuts the power in one of the writes to come.
     *
     * @param write counted from 0, of those from now on
     * @param share how much of it is written before: 0 for none, 1 for all
     */
    void cutAt(int write, double share) {
        cutAt = writes + write;
        fraction = share;
    }

    int writes() {
        return writes;
    }

    FirmwareState read() {
        latest = TwoPlaces.read(first, second);
        return FirmwareStateCodec.parse(latest.text().orElseThrow());
    }

    void write(FirmwareState state) {
        String text = FirmwareStateCodec.format(state);
        byte[] record = latest.next(text);
        boolean cut = writes++ == cutAt;
        int written = cut ? (int) (record.length * fraction) : record.length;
        if (latest.older() == Place.FIRST) {
            first = overwritten(first, record, written);
        } else {
            second = overwritten(second, record, written);
        }
        latest = cut ? TwoPlaces.read(first, second) : latest.after(text);
        if (cut) {
            throw new PowerCut();
        }
    }

    /** The new record up to where the power was cut, and behind it what stood there before. */
    private static byte[] overwritten(byte[] place, byte[] record, int written) {
        byte[] result = Arrays.copyOf(place, Math.max(place.length, written));
        System.arraycopy(record, 0, result, 0, written);
        return result;
    }
}
