package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rolloutcheck.CheckedDevice;
import dev.sagfleet.simulator.fleet.FleetCandidates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The sites that a rollout is for as rows of a picture: by region and name, each one by itself if they are few, else so many
 * neighbours together that the rows stay few. Immutable.
 */
public final class SiteRows {
    private static final int ROWS_MAX = 32;
    /** A site with the number 10000 comes after that with the number 9999. */
    private static final Comparator<Site> ORDER = Comparator.comparing(Site::region)
            .thenComparing(Site::stem)
            .thenComparingInt(site -> site.name().length())
            .thenComparing(Site::name);

    private final List<Row> rows = new ArrayList<>();
    private final Map<SerialNumber, Integer> rowOf = new LinkedHashMap<>();

    /**
     * Neighbours.
     *
     * @param first the name of the first of them, likewise the last
     * @param sites 1 or more
     * @param devices that the rollout is for
     */
    public record Row(String first, String last, int sites, int devices) {}

    private record Site(String region, String name) {
        /** Its name without the digits at the end. */
        String stem() {
            int end = name.length();
            while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
                end--;
            }
            return name.substring(0, end);
        }
    }

    private SiteRows() {}

    /** Those that a rollout of this script is for. */
    public static SiteRows of(Script script) {
        Targets targets = script.policy().targets();
        Map<Site, List<SerialNumber>> bySite = new TreeMap<>(ORDER);
        for (CheckedDevice device : FleetCandidates.of(script.fleet())) {
            if (targets.allow(device.model(), device.region())
                    && targets.allow(device.tags())
                    && targets.allow(device.version())) {
                bySite.computeIfAbsent(new Site(device.region(), device.site()), unknown -> new ArrayList<>())
                        .add(device.serial());
            }
        }
        var rows = new SiteRows();
        List<Site> sites = List.copyOf(bySite.keySet());
        int count = Math.min(ROWS_MAX, sites.size());
        for (int row = 0; row < count; row++) {
            int from = Math.toIntExact((long) sites.size() * row / count);
            int to = Math.toIntExact((long) sites.size() * (row + 1) / count);
            int before = rows.rowOf.size();
            for (Site site : sites.subList(from, to)) {
                for (SerialNumber serial : bySite.getOrDefault(site, List.of())) {
                    rows.rowOf.put(serial, row);
                }
            }
            rows.rows.add(
                    new Row(sites.get(from).name(), sites.get(to - 1).name(), to - from, rows.rowOf.size() - before));
        }
        return rows;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The row of a device; nothing if the rollout was not for it at the start. */
    OptionalInt of(SerialNumber serial) {
        Integer row = rowOf.get(serial);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }
}
