package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.LongFunction;

/** The rows of upgrade jobs alone, in a file as that of the store is: what an order writes, and what a word changes. */
final class BareJobs implements AutoCloseable {
    /** As long as an order with its manifest. */
    private static final String COMMAND =
            "{\"type\":\"Upgrade\",\"commandId\":\"benchmark\",\"revision\":%d,\"job\":\"fw-1\","
                    + "\"attempt\":1,\"manifest\":\"" + "m".repeat(220) + "\",\"signature\":\"" + "s".repeat(88)
                    + "\",\"link\":\"/firmware/" + "0".repeat(64) + "?job=fw-1&until=1\",\"trialMillis\":600000,"
                    + "\"forced\":false}";

    private final ScratchDirectory directory = ScratchDirectory.create();
    private final int devices;
    private final Connection connection;
    private final PreparedStatement job;
    private final PreparedStatement forget;
    private final PreparedStatement desire;
    private final PreparedStatement word;
    private long orders;
    private long words;

    BareJobs(int devices) throws IOException {
        this.devices = devices;
        try {
            connection = BareWriter.open(directory.path().resolve("controller.db"));
            BareWriter.execute(
                    connection,
                    "CREATE TABLE firmware_job (serial TEXT NOT NULL, number BIGINT NOT NULL, attempt INTEGER NOT NULL,"
                            + " image TEXT NOT NULL, version TEXT NOT NULL, origin TEXT NOT NULL,"
                            + " trial_millis BIGINT NOT NULL, boot BIGINT NOT NULL, sequence BIGINT NOT NULL,"
                            + " state TEXT NOT NULL, percent INTEGER NOT NULL, code INTEGER NOT NULL, running TEXT,"
                            + " excused BOOLEAN NOT NULL, created_millis BIGINT NOT NULL,"
                            + " updated_millis BIGINT NOT NULL, PRIMARY KEY (serial, number))");
            BareWriter.execute(
                    connection,
                    "CREATE TABLE device_aspect (serial TEXT NOT NULL, aspect TEXT NOT NULL, desired TEXT NOT NULL,"
                            + " desired_revision BIGINT NOT NULL, PRIMARY KEY (serial, aspect))");
            job = connection.prepareStatement("INSERT INTO firmware_job VALUES (?1, ?2, 1, '" + "0".repeat(64)
                    + "', '2.5.0', 'CONTROL', 600000, 0, 0, 'IDLE', 0, 0, NULL, 0, ?2, ?2)");
            forget = connection.prepareStatement("DELETE FROM firmware_job WHERE serial = ?1 AND number = ?2");
            desire = connection.prepareStatement("INSERT INTO device_aspect VALUES (?1, 'FIRMWARE', ?2, ?3)"
                    + " ON CONFLICT (serial, aspect) DO UPDATE SET desired = ?2, desired_revision = ?3");
            word = connection.prepareStatement(
                    "UPDATE firmware_job SET boot = 1, sequence = ?1, state = ?2, percent = ?3,"
                            + " code = 0, running = '" + "0".repeat(64) + "', updated_millis = ?1"
                            + " WHERE serial = ?4 AND number = ?5");
        } catch (SQLException e) {
            directory.close();
            throw new IOException(e);
        }
        order();
    }

    /** Orders of a second. */
    double order() {
        orders++;
        return perSecond(device -> () -> {
            String serial = BareWriter.serial(device);
            job.setString(1, serial);
            job.setLong(2, orders);
            job.executeUpdate();
            desire.setString(1, serial);
            desire.setString(2, COMMAND.formatted(orders));
            desire.setLong(3, orders);
            desire.executeUpdate();
            forget.setString(1, serial);
            forget.setLong(2, orders - 10);
            forget.executeUpdate();
        });
    }

    /** Words of a second. */
    double say() {
        words++;
        return perSecond(device -> () -> {
            word.setLong(1, words);
            word.setString(2, words % 2 == 0 ? "WAIT_DOWNLOAD" : "DOWNLOADING");
            word.setLong(3, words % 100);
            word.setString(4, BareWriter.serial(device));
            word.setLong(5, orders);
            word.executeUpdate();
        });
    }

    private double perSecond(LongFunction<BareWriter.Step> rows) {
        long beganNanos = System.nanoTime();
        BareWriter.checked(() -> {
            BareWriter.execute(connection, "BEGIN IMMEDIATE");
            for (long device = 0; device < devices; device++) {
                rows.apply(device).run();
            }
            BareWriter.execute(connection, "COMMIT");
        });
        return devices * 1e9 / (System.nanoTime() - beganNanos);
    }

    @Override
    public void close() {
        BareWriter.checked(connection::close);
        directory.close();
    }
}
