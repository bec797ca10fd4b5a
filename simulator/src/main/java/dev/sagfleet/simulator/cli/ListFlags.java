package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.ListColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a list is shown: the flags of all commands that show one. */
final class ListFlags {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = "Show these columns; a name that there is not is answered with those that there are.")
    private List<String> columns = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N", description = "Show the first N at most.")
    private @Nullable Long limit;

    @Option(names = "--json", description = "Show each as one line of JSON, with all that there is of it.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** How many are to be shown. */
    long limit() {
        if (limit == null) {
            return Long.MAX_VALUE;
        }
        if (limit < 1) {
            throw Arguments.wrong(command, "--limit: " + limit, "1 or more");
        }
        return limit;
    }

    /** Those that were chosen of all, in the order in which they were; else the usual ones. */
    List<ListColumn> chosen(List<ListColumn> all) {
        if (columns.isEmpty()) {
            return all.stream().filter(ListColumn::isDefault).toList();
        }
        return columns.stream().map(name -> named(all, name)).toList();
    }

    private ListColumn named(List<ListColumn> all, String name) {
        return all.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Arguments.wrong(
                        command,
                        "--columns: " + name,
                        all.stream().map(ListColumn::name).collect(Collectors.joining(", "))));
    }
}
