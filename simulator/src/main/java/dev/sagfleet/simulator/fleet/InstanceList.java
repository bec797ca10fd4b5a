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
    /** The same of its first device. */
    private final int[] deviceStarts;

    InstanceList(List<GroupBlueprint> groups) {
        this.groups = List.copyOf(groups);
        starts = new int[groups.size() + 1];
        deviceStarts = new int[groups.size() + 1];
        for (int i = 0; i < groups.size(); i++) {
            starts[i + 1] = starts[i] + groups.get(i).group().count();
            deviceStarts[i + 1] =
                    deviceStarts[i] + Math.toIntExact(groups.get(i).group().deviceCount());
        }
    }

    @Override
    public InstanceBlueprint get(int index) {
        Objects.checkIndex(index, size());
        int group = groupOf(index);
        return groups.get(group).instance(index - starts[group]);
    }

    /** The place of the first device of an instance among the devices of all instances. */
    int firstDevice(int index) {
        int group = groupOf(index);
        return deviceStarts[group]
                + (index - starts[group]) * groups.get(group).group().devicesPerInstance();
    }

    private int groupOf(int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public int size() {
        return starts[groups.size()];
    }
}
