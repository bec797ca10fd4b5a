package dev.sagfleet.controller.sql;

/**
 * What changes have left to be written before their group is committed, so that what many of them change is written once. It
 * belongs to the thread that writes.
 *
 * <p>A change that leaves something says so by {@link Sql#willWrite}, and what asks the file for it has it written first.
 */
public interface Unwritten {
    /** Of changes that write all that they have to write. */
    Unwritten NOTHING = new Unwritten() {
        @Override
        public void writeTo(Sql sql) {}

        @Override
        public void forget() {}
    };

    /** Writes what was left; then nothing is. */
    void writeTo(Sql sql);

    /** Leaves nothing, since that of which it was is rolled back. */
    void forget();
}
