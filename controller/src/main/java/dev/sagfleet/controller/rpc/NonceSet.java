package dev.sagfleet.controller.rpc;

/**
 * Hashes in one array, 11 to 16 bytes each. Where one is put depends on the seed, so that nobody who does not
 * know it can choose nonces that stand in each other's way.
 */
final class NonceSet {
    private static final int ROOM_FIRST = 64;

    private final long seed;
    private long[] places = new long[ROOM_FIRST]; // 0 where there is none
    private int size;

    NonceSet(long seed) {
        this.seed = seed;
    }

    boolean contains(long hash) {
        return places[placeOf(hash, places)] == hash;
    }

    /** Adds a hash, not 0, that is not there yet. */
    void add(long hash) {
        if (size + 1 > places.length / 4 * 3) {
            grow();
        }
        places[placeOf(hash, places)] = hash;
        size++;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] more = new long[Math.addExact(places.length, places.length / 2)];
        for (long hash : places) {
            if (hash != 0) {
                more[placeOf(hash, more)] = hash;
            }
        }
        places = more;
    }

    /** Where a hash is, or else the free place where it belongs. */
    private int placeOf(long hash, long[] in) {
        // The finish of MurmurHash3; then the upper half as a fraction of the length.
        long mixed = hash ^ seed;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        mixed ^= mixed >>> 33;
        int place = (int) (((mixed >>> 32) * in.length) >>> 32);
        while (in[place] != 0 && in[place] != hash) {
            place = place + 1 == in.length ? 0 : place + 1;
        }
        return place;
    }
}
