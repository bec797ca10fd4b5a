package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.inventory.SettingsRepository;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;

/** The table {@code setting}: a row for each that was ever set, the default for any other. */
final class SettingRows implements SettingsRepository.Writable {
    private static final String SAVE = Upsert.into("setting", 1, "name", "value");
    private static final String VERSION_CHECK = "version_check";

    private final Sql sql;

    SettingRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Settings current() {
        boolean versionCheck = sql.first(
                        "SELECT value FROM setting WHERE name = ?", row -> row.text("value"), VERSION_CHECK)
                .map(Boolean::parseBoolean)
                .orElse(Settings.DEFAULT.versionCheck());
        return new Settings(versionCheck);
    }

    @Override
    public void save(Settings settings) {
        sql.update(SAVE, VERSION_CHECK, Boolean.toString(settings.versionCheck()));
    }
}
