package dev.sagfleet.controller.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of rows by something that many of them may have in common. */
final class GroupIndex<R> implements Index<R> {
    private final Function<R, @Nullable String> groupOf;
    private final Function<R, String> keyOf;

    /** Of each group at least one key: those of most have one, which takes little room in a list of its own. */
    private Map<String, Collection<String>> groups = new HashMap<>();

    /** @param groupOf nothing for a row that this index does not lead to */
    GroupIndex(Function<R, @Nullable String> groupOf, Function<R, String> keyOf) {
        this.groupOf = groupOf;
        this.keyOf = keyOf;
    }

    /** The keys of the rows in a group, in their order; to be read before the table is changed. */
    Collection<String> of(String group) {
        return groups.getOrDefault(group, List.of());
    }

    @Override
    public void replace(@Nullable R before, @Nullable R after) {
        String left = before == null ? null : groupOf.apply(before);
        String entered = after == null ? null : groupOf.apply(after);
        if (!Objects.equals(left, entered)) {
            if (before != null && left != null) {
                leave(left, keyOf.apply(before));
            }
            if (after != null && entered != null) {
                enter(entered, keyOf.apply(after));
            }
        }
    }

    private void enter(String group, String key) {
        Collection<String> keys = groups.get(group);
        if (keys == null) {
            groups.put(group, List.of(key));
        } else if (keys instanceof NavigableSet) {
            keys.add(key);
        } else {
            NavigableSet<String> several = new TreeSet<>(TextOrder.BY_BYTES);
            several.addAll(keys);
            several.add(key);
            groups.put(group, several);
        }
    }

    private void leave(String group, String key) {
        Collection<String> keys = of(group);
        if (keys.size() > 1) {
            keys.remove(key);
        } else {
            groups.remove(group);
        }
    }

    @Override
    public void clear(UndoLog undo) {
        Map<String, Collection<String>> before = groups;
        groups = new HashMap<>();
        undo.note(() -> groups = before);
    }
}
