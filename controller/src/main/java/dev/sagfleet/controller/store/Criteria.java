package dev.sagfleet.controller.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Conditions that a row must meet, all of them, and the values to bind. */
final class Criteria {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private boolean isNarrow;

    /** @param condition with one question mark */
    Criteria add(String condition, Optional<?> value) {
        value.ifPresent(present -> {
            conditions.add(condition);
            values.add(present);
        });
        return this;
    }

    Criteria add(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Likewise, if an index leads to the few rows that meet it. */
    Criteria addNarrow(String condition, Optional<?> value) {
        isNarrow |= value.isPresent();
        return add(condition, value);
    }

    /** Whether few rows can meet them, which are found without looking at the others. */
    boolean isNarrow() {
        return isNarrow;
    }

    /** A condition that is to be so or not so. */
    Criteria addFlag(String condition, Optional<Boolean> wanted) {
        wanted.ifPresent(so -> conditions.add(so ? condition : "NOT (" + condition + ')'));
        return this;
    }

    /** The conditions after another one; nothing if there are none. */
    String text() {
        return conditions.isEmpty() ? "" : " AND " + String.join(" AND ", conditions);
    }

    /** One for each question mark, in order. */
    List<Object> values() {
        return Collections.unmodifiableList(values);
    }
}
