package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.inventory.SettingsRepository;

/** The settings. */
final class MemorySettings implements SettingsRepository.Writable {
    private final UndoLog undo;
    private Settings current = Settings.DEFAULT;

    MemorySettings(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public Settings current() {
        return current;
    }

    @Override
    public void save(Settings settings) {
        Settings before = current;
        current = settings;
        undo.note(() -> current = before);
    }

    void clear() {
        save(Settings.DEFAULT);
    }
}
