package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The aspects in a transaction, which notes what of their desired state it changes. */
final class TrackedAspects implements AspectRepository.Writable {
    private final AspectTable table;
    private final DesiredChanges changes;

    TrackedAspects(AspectTable table, DesiredChanges changes) {
        this.table = table;
        this.changes = changes;
    }

    @Override
    public Optional<DeviceAspect> find(SerialNumber serial, Aspect aspect) {
        Optional<DeviceAspect> stored = table.find(serial, aspect);
        changes.found(
                serial, aspect, stored.map(known -> known.desired().revision()).orElse(Revision.NONE));
        return stored;
    }

    @Override
    public List<DeviceAspect> of(SerialNumber serial) {
        List<DeviceAspect> stored = table.of(serial);
        stored.forEach(changes::found);
        return stored;
    }

    @Override
    public Revision desiredRevision(SerialNumber serial, Aspect aspect) {
        Revision stored = table.desiredRevision(serial, aspect);
        changes.found(serial, aspect, stored);
        return stored;
    }

    @Override
    public void save(DeviceAspect aspect) {
        note(aspect.serial(), aspect.desired());
        table.save(aspect);
    }

    @Override
    public void desire(SerialNumber serial, Command command) {
        EncodedCommand encoded = EncodedCommand.of(command);
        note(serial, encoded);
        table.desire(serial, encoded);
    }

    private void note(SerialNumber serial, EncodedCommand command) {
        changes.note(serial, command, () -> table.desiredRevision(serial, command.aspect()));
    }

    @Override
    public void addNew(Collection<DeviceAspect> aspects) {
        table.addNew(aspects);
    }

    @Override
    public void willBeTold(SerialNumber serial) {
        changes.forget(serial);
    }

    @Override
    public void answer(SerialNumber serial, Aspect aspect, Revision revision, Optional<Refusal> refusal) {
        table.answer(serial, aspect, revision, refusal);
    }

    @Override
    public void remove(SerialNumber serial) {
        table.remove(serial);
    }
}
