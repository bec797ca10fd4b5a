package dev.sagfleet.simulator.benchmark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a JVM is started as this one was. */
public final class JvmCommand {
    /**
     * The command.
     *
     * @param flags beside those of this JVM, over which they rule
     */
    public static List<String> of(Class<?> main, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-javaagent"))
                .filter(flag -> !isCollector(flag) || flags.stream().noneMatch(JvmCommand::isCollector))
                .forEach(command::add);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** There can be one. */
    private static boolean isCollector(String flag) {
        return flag.startsWith("-XX:+Use") && flag.endsWith("GC");
    }

    private JvmCommand() {}
}
