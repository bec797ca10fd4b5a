package dev.sagfleet.simulator.fleet;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/** The instances of a fleet whose devices have identities that somebody else has issued. Immutable. */
final class IssuedInstanceList extends AbstractList<InstanceBlueprint> implements RandomAccess {
    private final InstanceList drawn;
    private final List<IssuedIdentity> identities;

    IssuedInstanceList(InstanceList drawn, List<IssuedIdentity> identities) {
        this.drawn = drawn;
        this.identities = List.copyOf(identities);
    }

    @Override
    public InstanceBlueprint get(int index) {
        InstanceBlueprint instance = drawn.get(index);
        int first = drawn.firstDevice(index);
        List<DeviceBlueprint> devices = IntStream.range(0, instance.devices().size())
                .mapToObj(device ->
                        identities.get(first + device).on(instance.devices().get(device)))
                .toList();
        return new InstanceBlueprint(
                instance.id(),
                instance.name(),
                instance.model(),
                instance.bandwidth(),
                instance.haType(),
                instance.userCount(),
                devices);
    }

    @Override
    public int size() {
        return drawn.size();
    }
}
