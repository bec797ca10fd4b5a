package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The rows alone that reports to a rollout change, in a copy of the store's file with all its indexes: of each the job and the
 * member, and once for all that are committed together the head of the rollout, one statement each.
 */
final class BareReports implements AutoCloseable {
    private static final long DUE_MILLIS = 43_200_000;

    private final ScratchDirectory directory = ScratchDirectory.create();
    private final int devices;
    private final Connection connection;
    private final PreparedStatement job;
    private final PreparedStatement member;
    private final PreparedStatement head;
    private final String text;
    private long words;

    BareReports(StoredReports copied) throws IOException {
        devices = copied.jobs().size();
        var file = directory.path().resolve(StoredReports.FILE);
        copied.copyTo(file);
        try {
            connection = BareWriter.open(file);
            job = connection.prepareStatement(
                    "UPDATE firmware_job SET state_before = state, boot = 1, sequence = ?1, state = ?2, percent = ?3,"
                            + " code = 0, running = '" + "0".repeat(64) + "', excused = 0, updated_millis = ?1"
                            + " WHERE serial = ?4 AND number = 1");
            member = connection.prepareStatement(
                    "UPDATE rollout_member SET state = 'ACTIVE', phase = ?1, since_millis = ?2, spent_millis = 0,"
                            + " due_millis = ?3 WHERE rollout = '" + StoredRollout.ID + "' AND place = ?4");
            head = connection.prepareStatement(
                    "UPDATE rollout SET is_over = 0, wake_millis = ?1, head = ?2 WHERE id = '" + StoredRollout.ID
                            + "'");
            try (var read = connection.createStatement();
                    ResultSet row = read.executeQuery("SELECT head FROM rollout")) {
                text = row.getString(1);
            }
        } catch (SQLException e) {
            directory.close();
            throw new IOException(e);
        }
    }

    /** Returns how many. */
    int say() {
        words++;
        long nowMillis = StoredRollout.NOW_MILLIS + words;
        boolean isFetching = words % 2 != 0;
        BareWriter.checked(() -> {
            BareWriter.execute(connection, "BEGIN IMMEDIATE");
            for (int device = 0; device < devices; device++) {
                job.setLong(1, words);
                job.setString(2, StoredReports.stateOf(words).name());
                job.setLong(3, words % 100);
                job.setString(4, BareWriter.serial(device));
                job.executeUpdate();
                member.setString(1, isFetching ? "FETCHING" : "RESTING");
                member.setLong(2, nowMillis);
                member.setObject(3, isFetching ? nowMillis + DUE_MILLIS : null);
                member.setInt(4, device);
                member.executeUpdate();
            }
            head.setLong(1, nowMillis + DUE_MILLIS);
            head.setString(2, changed());
            head.executeUpdate();
            BareWriter.execute(connection, "COMMIT");
        });
        return devices;
    }

    /** A text of the same length, which no page has yet. */
    private String changed() {
        return text.substring(0, text.length() - 8) + String.valueOf(10_000_000 + words % 10_000_000);
    }

    @Override
    public void close() {
        BareWriter.checked(connection::close);
        directory.close();
    }
}
