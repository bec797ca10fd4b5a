package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Members;
import java.util.List;
import java.util.Optional;

/** Members of which what is done to them can be undone until the change that did it stands. */
record UndoneMembers(MemoryMembers members, UndoLog undo) implements Members {
    @Override
    public Optional<Member> find(SerialNumber serial) {
        return members.find(serial);
    }

    @Override
    public void save(Member member) {
        int place = member.seat().place();
        if (place < members.size()) {
            long[] before = members.copy(place);
            members.save(member);
            undo.note(() -> members.restore(place, before));
        } else {
            members.save(member);
            undo.note(() -> members.removeLast(1));
        }
    }

    @Override
    public Optional<Member> nextReady(int wave, int zone) {
        return members.nextReady(wave, zone);
    }

    @Override
    public int ready(int wave, int zone) {
        return members.ready(wave, zone);
    }

    @Override
    public Optional<Member> nextHeld(int site) {
        return members.nextHeld(site);
    }

    @Override
    public int working(int site) {
        return members.working(site);
    }

    /** They stay due until they are saved, or the change is undone. */
    @Override
    public List<Member> dueBy(long nowMillis, int most) {
        List<Member> due = members.dueBy(nowMillis, most);
        due.forEach(members::queue);
        return due;
    }

    @Override
    public long nextDueMillis() {
        return members.nextDueMillis();
    }

    @Override
    public List<Member> slice(int fromPlace, int most) {
        return members.slice(fromPlace, most);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public void removeLast(int most) {
        List<Member> last = members.slice(Math.max(0, members.size() - most), most);
        members.removeLast(most);
        undo.note(() -> last.forEach(members::save));
    }
}
