package dev.sagfleet.controller.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an action reads of a call; it ignores all other parameters.
 *
 * @param action as callers name it
 * @param parameters in the order of its documentation
 */
public record Declaration(String action, List<Parameter> parameters) {
    public Declaration {
        parameters = List.copyOf(parameters);
    }

    public static Declaration of(String action, Parameter... parameters) {
        return new Declaration(action, Arrays.asList(parameters));
    }

    /** Likewise, with what {@link IdempotentCommands} read. */
    public static Declaration ofCommand(String action, Parameter... parameters) {
        List<Parameter> all = new ArrayList<>(Arrays.asList(parameters));
        all.add(Parameter.text("ClientToken").noted("at most 64 ASCII characters; a repeat with it has no effect"));
        all.add(Parameter.flag("DryRun").noted("true: check, and change nothing"));
        return new Declaration(action, all);
    }
}
