package dev.sagfleet.controller.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, told from a later one that has the same number.
 *
 * @param startedMillis when it began, as the system says; 0 if the system does not
 */
public record RunningProcess(long pid, long startedMillis) {
    /** This process. */
    public static RunningProcess current() {
        ProcessHandle current = ProcessHandle.current();
        return new RunningProcess(current.pid(), startedMillis(current));
    }

    private static long startedMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The process, as long as it runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(found -> startedMillis(found) == startedMillis)
                .filter(found -> !hasEnded(pid));
    }

    /** A process that has ended is listed until its parent has asked how, which some parents never do. */
    private static boolean hasEnded(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return line.startsWith("Z", line.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}
