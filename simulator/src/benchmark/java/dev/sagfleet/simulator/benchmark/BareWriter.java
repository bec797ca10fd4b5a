package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/**
 * Makes the rows durable that a committed command makes durable, and nothing else: what is desired of a device and what
 * it answered in one file, what it holds in another, each in groups of as many as there are devices. The two files are
 * written side by side, and a round is over once both are.
 */
final class BareWriter implements Contender {
    private static final String[] PRAGMAS = {
        "PRAGMA locking_mode = EXCLUSIVE",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA wal_autocheckpoint = 8192"
    };

    /** As long as what a device keeps. */
    private static final String STATE =
            "{\"firmware\":\"2.4.0\",\"held\":{\"BANDWIDTH\":{\"revision\":%d,\"refused\":false},"
                    + "\"ROLE\":{\"revision\":1,\"refused\":false}},\"bandwidthBps\":100000000,\"role\":\"ACTIVE\"}";

    private final ScratchDirectory directory;
    private final int devices;
    private final Duration span;
    private final Connection controller;
    private final Connection fleet;
    private final PreparedStatement desire;
    private final PreparedStatement report;
    private final PreparedStatement hold;
    private final ExecutorService fleetThread = Executors.newSingleThreadExecutor();
    private long round;

    /** A statement of JDBC. */
    interface Step {
        void run() throws SQLException;
    }

    BareWriter(int devices, Duration span) throws IOException {
        this.devices = devices;
        this.span = span;
        directory = ScratchDirectory.create();
        try {
            controller = open(directory.path().resolve("controller.db"));
            fleet = open(directory.path().resolve("fleet.db"));
            execute(
                    controller,
                    "CREATE TABLE device_aspect (serial TEXT NOT NULL, aspect TEXT NOT NULL, desired TEXT NOT NULL,"
                            + " desired_revision BIGINT NOT NULL, reported_revision BIGINT NOT NULL,"
                            + " applied_revision BIGINT NOT NULL, PRIMARY KEY (serial, aspect))");
            execute(fleet, "CREATE TABLE device_state (serial TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL)");
            desire = controller.prepareStatement("INSERT INTO device_aspect VALUES (?1, 'BANDWIDTH', ?2, ?3, 0, 0)"
                    + " ON CONFLICT (serial, aspect) DO UPDATE SET desired = ?2, desired_revision = ?3");
            report =
                    controller.prepareStatement("UPDATE device_aspect SET reported_revision = ?1, applied_revision = ?1"
                            + " WHERE serial = ?2 AND aspect = 'BANDWIDTH'");
            hold = fleet.prepareStatement(
                    "INSERT INTO device_state VALUES (?1, ?2) ON CONFLICT (serial) DO UPDATE SET state = ?2");
        } catch (SQLException e) {
            directory.close();
            throw new IOException(e);
        }
    }

    /** A file that is committed to as the store's is. */
    static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        for (String pragma : PRAGMAS) {
            execute(connection, pragma);
        }
        connection.setAutoCommit(false);
        execute(connection, "ROLLBACK");
        return connection;
    }

    static void execute(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /** Commands a second. */
    @Override
    public double measure() {
        long beganNanos = System.nanoTime();
        long done = 0;
        while (System.nanoTime() - beganNanos < span.toNanos()) {
            round++;
            CompletableFuture<Void> held = CompletableFuture.runAsync(() -> commit(fleet, this::hold), fleetThread);
            commit(controller, this::desire);
            commit(controller, this::report);
            held.join();
            done += devices;
        }
        return done * 1e9 / (System.nanoTime() - beganNanos);
    }

    private void commit(Connection connection, LongConsumer row) {
        checked(() -> {
            execute(connection, "BEGIN IMMEDIATE");
            for (int device = 0; device < devices; device++) {
                row.accept(device);
            }
            execute(connection, "COMMIT");
        });
    }

    private void desire(long device) {
        var revision = new Revision(round);
        String json = MessageCodec.formatCommand(
                new ChangeBandwidth("benchmark-" + round, revision, Bandwidth.ofMegabits(100 + round % 100)));
        checked(() -> {
            desire.setString(1, serial(device));
            desire.setString(2, json);
            desire.setLong(3, round);
            desire.executeUpdate();
        });
    }

    private void report(long device) {
        checked(() -> {
            report.setLong(1, round);
            report.setString(2, serial(device));
            report.executeUpdate();
        });
    }

    private void hold(long device) {
        checked(() -> {
            hold.setString(1, serial(device));
            hold.setString(2, STATE.formatted(round));
            hold.executeUpdate();
        });
    }

    static String serial(long device) {
        return "sag" + (1_000_000_000_000L + device);
    }

    static void checked(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        fleetThread.shutdown();
        checked(controller::close);
        checked(fleet::close);
        directory.close();
    }
}
