package dev.sagfleet.simulator.cli;

import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Commands as a user would type them. */
final class CommandText {
    /** Which fleet it is stands in the data directory by then. */
    private static final Set<String> KEPT = Set.of("--devices", "--fleet", "--seed", "--detach");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    /** The command that goes on where this one has stopped. */
    static String again(CommandSpec command) {
        StringBuilder text = new StringBuilder("./" + command.qualifiedName());
        for (ArgSpec argument : command.commandLine().getParseResult().matchedArgs()) {
            if (argument instanceof OptionSpec option && !KEPT.contains(option.longestName())) {
                option.originalStringValues().forEach(value -> text.append(' ')
                        .append(option.longestName())
                        .append(' ')
                        .append(quoted(value)));
            }
        }
        return text.toString();
    }

    /** The command that stops what runs on a data directory. */
    static String down(String data) {
        return "./sag down" + (data.equals(DataFlag.DEFAULT) ? "" : " --data " + quoted(data));
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : '\'' + value.replace("'", "'\\''") + '\'';
    }

    private CommandText() {}
}
