package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.sql.DatabaseException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * A program that saves numbers in the inventory at the path given, from the one given on, and prints each
 * on a line of its own, ended by a full stop, once it is acknowledged. It goes on until it is killed.
 */
final class NumberWriter {
    private static final int WAITING_MAX = 2_000;

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        Semaphore places = new Semaphore(WAITING_MAX);
        SqliteStore store;
        try {
            store = SqliteStore.open(Path.of(arguments[0]), (serial, command) -> {});
        } catch (DatabaseException e) {
            out.println(e.reason());
            return;
        }
        for (long number = Long.parseLong(arguments[1]); ; number++) {
            places.acquire();
            save(store, number).whenComplete((saved, failure) -> {
                out.println(saved + ".");
                places.release();
            });
        }
    }

    private static CompletionStage<String> save(SqliteStore store, long number) {
        String id = Long.toString(number);
        return store.write(transaction -> {
            transaction.ccns().save(new Ccn(id, "cn-shanghai", "number"));
            return id;
        });
    }

    private NumberWriter() {}
}
