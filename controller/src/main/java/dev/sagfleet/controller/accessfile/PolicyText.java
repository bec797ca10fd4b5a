package dev.sagfleet.controller.accessfile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.access.Condition;
import dev.sagfleet.controller.access.Policy;
import dev.sagfleet.controller.access.Statement;
import dev.sagfleet.controller.access.Wildcard;
import java.util.List;

/** A policy as RAM writes it. */
public final class PolicyText {
    static final String VERSION = "Version";
    static final String VERSION_VALUE = "1";
    static final String STATEMENT = "Statement";
    static final String EFFECT = "Effect";
    static final String ACTION = "Action";
    static final String NOT_ACTION = "NotAction";
    static final String RESOURCE = "Resource";
    static final String CONDITION = "Condition";

    /** The document of a policy, with lists throughout. */
    public static ObjectNode of(Policy policy) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put(VERSION, VERSION_VALUE);
        ArrayNode statements = document.putArray(STATEMENT);
        policy.statements().forEach(statement -> put(statements.addObject(), statement));
        return document;
    }

    private static void put(ObjectNode node, Statement statement) {
        node.put(EFFECT, statement.effect().label());
        put(node.putArray(statement.isAllBut() ? NOT_ACTION : ACTION), statement.actions());
        put(node.putArray(RESOURCE), statement.resources());
        if (!statement.conditions().isEmpty()) {
            ObjectNode conditions = node.putObject(CONDITION);
            statement.conditions().forEach(condition -> put(conditions, condition));
        }
    }

    private static void put(ArrayNode texts, List<Wildcard> wildcards) {
        wildcards.forEach(wildcard -> texts.add(wildcard.pattern()));
    }

    private static void put(ObjectNode conditions, Condition condition) {
        ArrayNode values = conditions
                .withObjectProperty(condition.operator())
                .putArray(condition.key().label());
        condition.texts().forEach(values::add);
    }

    private PolicyText() {}
}
