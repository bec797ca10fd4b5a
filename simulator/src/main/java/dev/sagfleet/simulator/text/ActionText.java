package dev.sagfleet.simulator.text;

import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import java.util.List;
import java.util.stream.Collectors;

/** What an action of the OpenAPI reads, for a person. */
public final class ActionText {
    /** The parameters of an action, a line each: name, what it may be, what else there is to say. */
    public static String parameters(Declaration declaration) {
        TextTable table = TextTable.ofWords();
        for (Parameter parameter : declaration.parameters()) {
            String note = parameter.note().isEmpty() ? "" : " (" + parameter.note() + ')';
            table.add(
                    (parameter.isRequired() ? "* --" : "  --") + parameter.name(),
                    parameter.values().words() + note);
        }
        return declaration.action() + " reads these; a star marks what must be there, N counts from 1:\n"
                + table.text();
    }

    /** The names of actions, a line each. */
    public static String names(List<Declaration> declarations) {
        return declarations.stream()
                .map(declaration -> "  " + declaration.action() + '\n')
                .sorted()
                .collect(Collectors.joining());
    }

    private ActionText() {}
}
