package dev.sagfleet.simulator.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The benchmark of the token buckets beside those of other libraries. It runs in a JVM of its own, since neither JMH
 * nor the libraries are part of the product.
 */
public final class BucketBenchmark {
    /** In all some 10 s. Others may measure meanwhile: what comes out says only that it works. */
    private static final List<String> QUICK =
            List.of("-f", "1", "-wi", "1", "-i", "1", "-w", "100ms", "-r", "100ms", "-p", "buckets=1000");

    private static final String BUILD = "mvn -B -Pjmh -pl agent process-classes";

    /**
     * Runs it: some 5 minutes, or 10 s if quick. What JMH says meanwhile goes to the error output.
     *
     * @param directory the {@code target} of the agent, where the profile {@code jmh} has put the benchmark
     * @param quick whether it is enough to see that it works
     * @throws BenchmarkException if it is not built or fails
     */
    public static List<BucketResult> run(Path directory, boolean quick) throws IOException, InterruptedException {
        for (String needed : List.of("jmh", "jmh-lib", "classes")) {
            if (!Files.isDirectory(directory.resolve(needed))) {
                throw new BenchmarkException("The benchmark of the buckets is not built: there is no "
                        + directory.resolve(needed) + ". Build it with: " + BUILD);
            }
        }
        Path report = Files.createTempFile("sag-buckets", ".json");
        try {
            execute(command(directory, report, quick));
            return JmhReport.read(report);
        } finally {
            Files.deleteIfExists(report);
        }
    }

    private static List<String> command(Path directory, Path report, boolean quick) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (quick) {
            command.add("-Djmh.ignoreLock=true");
        }
        command.addAll(List.of("-cp", classPath(directory), "org.openjdk.jmh.Main", "-foe", "true"));
        command.addAll(List.of("-prof", "gc", "-prof", "dev.sagfleet.agent.shaping.ThreadCosts"));
        command.addAll(List.of("-rf", "json", "-rff", report.toString()));
        if (quick) {
            command.addAll(QUICK);
        }
        return command;
    }

    private static String classPath(Path directory) {
        return String.join(
                File.pathSeparator,
                directory.resolve("jmh").toString(),
                directory.resolve("jmh-lib") + File.separator + '*',
                directory.resolve("classes").toString());
    }

    private static void execute(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // A run that nobody waits for any more would only make the next one slow.
        Thread end = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(end);
        try {
            process.getInputStream().transferTo(System.err);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new BenchmarkException("The benchmark of the buckets ended with exit code " + exit
                        + ": what it printed above says why. It needs 2 GB of memory. Build it anew with: " + BUILD);
            }
            Runtime.getRuntime().removeShutdownHook(end);
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private BucketBenchmark() {}
}
