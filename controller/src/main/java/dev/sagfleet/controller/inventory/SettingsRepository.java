package dev.sagfleet.controller.inventory;

/** The settings in force. */
public interface SettingsRepository {
    /** Those that were saved last; the defaults if none were. */
    Settings current();

    /** The same in a transaction. */
    interface Writable extends SettingsRepository {
        void save(Settings settings);
    }
}
