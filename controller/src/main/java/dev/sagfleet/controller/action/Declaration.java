package dev.sagfleet.controller.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an action reads of a call, all other parameters it ignores; and what a caller must be allowed.
 *
 * @param action as callers name it
 * @param parameters in the order of its documentation
 */
public record Declaration(String action, List<Parameter> parameters, Right right) {
    public Declaration {
        parameters = List.copyOf(parameters);
    }

    /** One that is allowed on all resources alone. */
    public Declaration(String action, List<Parameter> parameters) {
        this(action, parameters, Right.ON_ALL);
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

    /** The same, with another right. */
    public Declaration needing(Right other) {
        return new Declaration(action, parameters, other);
    }
}
