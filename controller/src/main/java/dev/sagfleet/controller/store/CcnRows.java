package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.CcnRepository;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;

/** The table {@code ccn}. */
final class CcnRows implements CcnRepository.Writable {
    private static final String SAVE = Upsert.into("ccn", 1, "id", "region_id", "name");

    private final Sql sql;

    CcnRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Ccn> find(String id) {
        return sql.first("SELECT * FROM ccn WHERE id = ?", CcnRows::toCcn, id);
    }

    @Override
    public List<Ccn> in(String regionId) {
        return sql.query("SELECT * FROM ccn WHERE region_id = ? ORDER BY id", CcnRows::toCcn, regionId);
    }

    @Override
    public void save(Ccn ccn) {
        sql.update(SAVE, ccn.id(), ccn.regionId(), ccn.name());
    }

    private static Ccn toCcn(Row row) {
        return new Ccn(row.text("id"), row.text("region_id"), row.text("name"));
    }
}
