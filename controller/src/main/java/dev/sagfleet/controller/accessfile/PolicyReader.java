package dev.sagfleet.controller.accessfile;

import static dev.sagfleet.controller.accessfile.PolicyText.ACTION;
import static dev.sagfleet.controller.accessfile.PolicyText.CONDITION;
import static dev.sagfleet.controller.accessfile.PolicyText.EFFECT;
import static dev.sagfleet.controller.accessfile.PolicyText.NOT_ACTION;
import static dev.sagfleet.controller.accessfile.PolicyText.RESOURCE;
import static dev.sagfleet.controller.accessfile.PolicyText.STATEMENT;
import static dev.sagfleet.controller.accessfile.PolicyText.VERSION;
import static dev.sagfleet.controller.accessfile.PolicyText.VERSION_VALUE;

import dev.sagfleet.controller.access.Condition;
import dev.sagfleet.controller.access.Policy;
import dev.sagfleet.controller.access.Statement;
import dev.sagfleet.controller.access.Statement.Effect;
import dev.sagfleet.controller.access.Wildcard;
import dev.sagfleet.controller.document.DocumentProblems;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads policies as RAM writes them. What is wrong is gathered. */
final class PolicyReader {
    private static final List<String> KEYS = List.of(VERSION, STATEMENT);
    private static final List<String> STATEMENT_KEYS = List.of(EFFECT, ACTION, NOT_ACTION, RESOURCE, CONDITION);
    private static final int STATEMENTS_MAX = 100;
    private static final int TEXTS_MAX = 200;
    private static final int TEXT_LENGTH_MAX = 512;
    private static final Pattern ACTION_FORM = Pattern.compile("\\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+");
    private static final String ACTION_EXPECTED = "* or an action, as smartag:Describe*";
    private static final Pattern RESOURCE_FORM = Pattern.compile("\\*|acs:.+");
    private static final String RESOURCE_EXPECTED = "* or a resource, as acs:smartag:*:*:smartag/sag-1";

    private final DocumentProblems problems;

    PolicyReader(DocumentProblems problems) {
        this.problems = problems;
    }

    /** The policy in a document; nothing, and problems, if there is something wrong with the whole of it. */
    Optional<Policy> read(String name, YamlValue value) {
        return YamlKeys.of(value, KEYS, problems).map(keys -> {
            keys.required(
                    VERSION,
                    version -> version.choice(
                            text -> Optional.of(text).filter(VERSION_VALUE::equals), '"' + VERSION_VALUE + '"'));
            List<Statement> statements = keys.required(STATEMENT, list -> list.items(1, STATEMENTS_MAX).stream()
                            .flatMap(item -> statement(item).stream())
                            .toList())
                    .orElse(List.of());
            return new Policy(name, statements);
        });
    }

    private Optional<Statement> statement(YamlValue value) {
        return YamlKeys.of(value, STATEMENT_KEYS, problems).flatMap(this::statement);
    }

    private Optional<Statement> statement(YamlKeys keys) {
        Optional<Effect> effect = keys.required(EFFECT, value -> value.choice(PolicyReader::effect, "Allow or Deny"));
        boolean isAllBut = keys.has(NOT_ACTION);
        if (isAllBut == keys.has(ACTION)) {
            problems.add(keys.where(isAllBut ? NOT_ACTION : EFFECT)
                    .refusal(
                            isAllBut ? "Action and NotAction" : "neither Action nor NotAction",
                            "one of them in each statement"));
            return Optional.empty();
        }
        Optional<List<Wildcard>> actions =
                keys.required(isAllBut ? NOT_ACTION : ACTION, value -> wildcards(value, ACTION_FORM, ACTION_EXPECTED));
        Optional<List<Wildcard>> resources =
                keys.required(RESOURCE, value -> wildcards(value, RESOURCE_FORM, RESOURCE_EXPECTED));
        List<Condition> conditions = keys.nested(CONDITION)
                .map(block -> new ConditionReader(problems).read(block))
                .orElse(List.of());
        boolean isWhole = effect.isPresent()
                && actions.filter(list -> !list.isEmpty()).isPresent()
                && resources.filter(list -> !list.isEmpty()).isPresent();
        return isWhole
                ? Optional.of(new Statement(effect.get(), isAllBut, actions.get(), resources.get(), conditions))
                : Optional.empty();
    }

    private static Optional<Effect> effect(String text) {
        return Arrays.stream(Effect.values())
                .filter(effect -> effect.label().equals(text))
                .findFirst();
    }

    private List<Wildcard> wildcards(YamlValue value, Pattern form, String expected) {
        return ListReader.read(
                value,
                TEXTS_MAX,
                item -> new Wildcard(item.choice(
                        text -> Optional.of(text)
                                .filter(it -> it.length() <= TEXT_LENGTH_MAX)
                                .filter(it -> form.matcher(it).matches()),
                        expected)),
                problems);
    }
}
