package dev.sagfleet.simulator.fleet;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** The instances of several groups as one list, each made when it is asked for. Immutable. */
final class InstanceList extends AbstractList<InstanceBlueprint> implements RandomAccess {
    private final List<GroupBlueprint> groups;
    /** At each group, the index of its first instance; at the end, the size of the list. */
    private final int[] starts;

    InstanceList(List<GroupBlueprint> groups) {
        this.groups = List.copyOf(groups);
        starts = new int[groups.size() + 1];
        for (int i = 0; i < groups.size(); i++) {
            starts[i + 1] = starts[i] + groups.get(i).group().count();
        }
    }

    @Override
    public InstanceBlueprint get(int index) {
        Objects.checkIndex(index, size());
        int found = Arrays.binarySearch(starts, index);
        int group = found >= 0 ? found : -found - 2;
        return groups.get(group).instance(index - starts[group]);
    }

    @Override
    public int size() {
        return starts[groups.size()];
    }
}
