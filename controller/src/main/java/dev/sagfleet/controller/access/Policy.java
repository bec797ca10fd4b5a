package dev.sagfleet.controller.access;

import java.util.List;

/** Statements under a name, for users to be given. They have an order only to be spoken of. */
public record Policy(String name, List<Statement> statements) {
    public Policy {
        statements = List.copyOf(statements);
    }
}
