package dev.sagfleet.controller.rpc;

/** Where nonces are kept over a restart, by the slice of time in which they expire. Called by one thread at a time. */
public interface NonceLog {
    /** Keeps nothing. */
    NonceLog NONE = new NonceLog() {
        @Override
        public void add(long slice, long hash) {}

        @Override
        public void forget(long slice) {}
    };

    /**
     * A nonce is used. To be kept when this returns, even if the process is killed then.
     *
     * @param slice epoch second of the beginning of its slice
     * @param hash of the nonce and its key; never 0
     */
    void add(long slice, long hash);

    /** The nonces of a slice are not needed any more, but that there were some is. */
    void forget(long slice);
}
