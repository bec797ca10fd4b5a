package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.ImageRepository;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;

/** The table {@code firmware_image}: the manifest as it was signed, and what of it is looked for. */
final class ImageRows implements ImageRepository.Writable {
    private static final String SAVE = Upsert.into(
            "firmware_image", 1, "digest", "version_key", "manifest", "signature", "seed", "state", "created_millis");

    private final Sql sql;
    private final KnownImages known;

    ImageRows(Sql sql, KnownImages known) {
        this.sql = sql;
        this.known = known;
    }

    @Override
    public Optional<FirmwareImage> find(Digest digest) {
        return sql.first("SELECT * FROM firmware_image WHERE digest = ?", this::toImage, digest.hex());
    }

    @Override
    public List<FirmwareImage> of(FirmwareVersion version) {
        return sql.query(
                "SELECT * FROM firmware_image WHERE version_key = ? ORDER BY digest", this::toImage, version.sortKey());
    }

    @Override
    public List<FirmwareImage> all() {
        return sql.query("SELECT * FROM firmware_image ORDER BY version_key, digest", this::toImage);
    }

    @Override
    public void save(FirmwareImage image) {
        sql.update(
                SAVE,
                image.digest().hex(),
                image.version().sortKey(),
                image.signed().manifest(),
                image.signed().signature(),
                image.seed(),
                image.state().name(),
                image.createdMillis());
    }

    private FirmwareImage toImage(Row row) {
        return known.image(
                row.text("manifest"),
                row.text("signature"),
                row.optionalNumber("seed"),
                row.constant(FirmwareImage.State.class, "state"),
                row.number("created_millis"));
    }
}
