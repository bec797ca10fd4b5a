package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.file.PrivateFiles;
import dev.sagfleet.controller.server.DataDirectory;
import dev.sagfleet.simulator.text.Summary;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** The same command in a process of its own, in the background, with a log in the data directory. */
final class BackgroundProcess {
    private static final long POLL_MILLIS = 100;

    private final CommandSpec command;
    private final Path data;
    private final Path log;
    private final StringBuilder partOfLine = new StringBuilder();
    private long readBytes;
    private boolean isReady;

    BackgroundProcess(CommandSpec command, Path data) {
        this.command = command;
        this.data = data;
        log = data.resolve(command.name() + ".log");
    }

    /** Returns what to exit with, once the command is ready or has ended; all that it says until then is shown. */
    int start() throws IOException, InterruptedException {
        boolean isNew = !Files.exists(data);
        DataDirectory.create(data);
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        PrivateFiles.ensure(log);
        Process process = new ProcessBuilder(words())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile())
                .redirectErrorStream(true)
                .start();
        // Whoever interrupts the start means all of it.
        Thread interrupted = new Thread(process::destroy, "sag-interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        List<String> lines = new ArrayList<>();
        boolean hasEnded = false;
        while (!isReady && !hasEnded) {
            hasEnded = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            show(lines);
        }
        Runtime.getRuntime().removeShutdownHook(interrupted);
        if (isReady) {
            command.commandLine()
                    .getOut()
                    .println("it runs in the background as process " + process.pid() + ", log: " + log);
            command.commandLine().getOut().flush();
            return ExitCodes.DONE;
        }
        lines.forEach(command.commandLine().getErr()::println);
        command.commandLine().getErr().flush();
        Files.deleteIfExists(log);
        if (isNew) {
            deleteIfEmpty();
        }
        return process.exitValue();
    }

    /** Java, with the options and the class path that it has here, away from this terminal where that can be done. */
    private List<String> words() {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            words.add("/usr/bin/setsid");
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Dsag.terminal"))
                .forEach(words::add);
        words.add("-D" + DetachFlag.PROPERTY + "=true");
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(Sag.class.getName());
        command.root().commandLine().getParseResult().originalArgs().stream()
                .filter(word -> !word.equals("--detach"))
                .forEach(words::add);
        return words;
    }

    /** Prints what has been added to the log; errors are kept, and printed as such if it fails. */
    private void show(List<String> errors) throws IOException {
        byte[] added;
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(readBytes);
            added = new byte[Math.toIntExact(file.length() - readBytes)];
            file.readFully(added);
        }
        readBytes += added.length;
        partOfLine.append(new String(added, StandardCharsets.UTF_8));
        for (int end = partOfLine.indexOf("\n"); end >= 0 && !isReady; end = partOfLine.indexOf("\n")) {
            String line = partOfLine.substring(0, end);
            partOfLine.delete(0, end + 1);
            if (line.startsWith("sag: ")) {
                errors.add(line);
            } else {
                command.commandLine().getOut().println(line);
            }
            isReady = line.startsWith(Summary.STOP);
        }
        command.commandLine().getOut().flush();
    }

    private void deleteIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(data);
        } catch (DirectoryNotEmptyException e) {
            // It came further than to make nothing.
        }
    }
}
