package dev.sagfleet.controller.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of rows by something that many of them may have in common. */
final class GroupIndex<R> implements Index<R> {
    /** Before all keys of its group without one. */
    private record Entry(String group, @Nullable String key) {
        private static final Comparator<Entry> ORDER =
                Comparator.comparing(Entry::group).thenComparing(Entry::key, Comparator.nullsFirst(TextOrder.BY_BYTES));
    }

    private final Function<R, Optional<String>> groupOf;
    private final Function<R, String> keyOf;
    private NavigableSet<Entry> entries = new TreeSet<>(Entry.ORDER);

    /** @param groupOf nothing for a row that this index does not lead to */
    GroupIndex(Function<R, Optional<String>> groupOf, Function<R, String> keyOf) {
        this.groupOf = groupOf;
        this.keyOf = keyOf;
    }

    /** The keys of the rows in a group, in their order. */
    List<String> of(String group) {
        List<String> keys = new ArrayList<>();
        for (Entry entry : entries.tailSet(new Entry(group, null))) {
            if (entry.key() == null || !entry.group().equals(group)) {
                break;
            }
            keys.add(entry.key());
        }
        return keys;
    }

    @Override
    public void replace(@Nullable R before, @Nullable R after) {
        Optional<String> left = before == null ? Optional.empty() : groupOf.apply(before);
        Optional<String> entered = after == null ? Optional.empty() : groupOf.apply(after);
        if (!left.equals(entered)) {
            if (before != null && left.isPresent()) {
                entries.remove(new Entry(left.get(), keyOf.apply(before)));
            }
            if (after != null && entered.isPresent()) {
                entries.add(new Entry(entered.get(), keyOf.apply(after)));
            }
        }
    }

    @Override
    public void clear(UndoLog undo) {
        NavigableSet<Entry> before = entries;
        entries = new TreeSet<>(Entry.ORDER);
        undo.note(() -> entries = before);
    }
}
