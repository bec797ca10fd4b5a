package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.simulator.fleet.Blueprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what devices are to be and what they have answered, after each change. */
final class AspectAudit {
    private final List<SerialNumber> serials;
    private final Story story;
    private final Map<Key, Course> courses = new LinkedHashMap<>();

    private record Key(SerialNumber serial, Aspect aspect) {}

    /** All that one aspect of one device was to be. */
    private static final class Course {
        private DeviceAspect latest;
        private final Map<Revision, Command> given = new LinkedHashMap<>();
        private final List<String> commandIds = new ArrayList<>();

        Course(DeviceAspect first) {
            latest = first;
        }
    }

    AspectAudit(Blueprint blueprint, Story story) {
        serials = blueprint.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .map(device -> device.serial())
                .toList();
        this.story = story;
    }

    /** An aspect as the latest change left it; nothing if nothing was ever said about it. */
    Optional<DeviceAspect> now(SerialNumber serial, Aspect aspect) {
        return Optional.ofNullable(courses.get(new Key(serial, aspect))).map(course -> course.latest);
    }

    /** What was said under a revision; nothing if it was never given. */
    Optional<Command> given(SerialNumber serial, Aspect aspect, Revision revision) {
        return Optional.ofNullable(courses.get(new Key(serial, aspect))).map(course -> course.given.get(revision));
    }

    void look(Transaction transaction) {
        for (SerialNumber serial : serials) {
            for (DeviceAspect aspect : transaction.aspects().of(serial)) {
                Course course =
                        courses.computeIfAbsent(new Key(serial, aspect.aspect()), unknown -> new Course(aspect));
                if (!course.latest.equals(aspect) || course.given.isEmpty()) {
                    look(course, aspect);
                    course.latest = aspect;
                }
            }
        }
    }

    private void look(Course course, DeviceAspect now) {
        DeviceAspect then = course.latest;
        Command command = now.desired().command();
        String what = now.serial() + " " + now.aspect();
        requireForward(
                what + " desired", then.desired().revision(), now.desired().revision());
        requireForward(what + " reported", then.reported(), now.reported());
        requireForward(what + " applied", then.applied(), now.applied());
        if (now.reported().isAfter(now.desired().revision()) || now.applied().isAfter(now.reported())) {
            story.violated(
                    "nobody answers what was not asked",
                    what + " desired " + now.desired().revision() + ", reported " + now.reported() + ", applied "
                            + now.applied());
        }
        Command same = course.given.putIfAbsent(command.revision(), command);
        if (same != null && !same.equals(command)) {
            story.violated("a revision says one thing", what + ": " + same + " and " + command);
        }
        requireLatest(course, what, command.commandId());
    }

    private void requireForward(String what, Revision then, Revision now) {
        if (then.isAfter(now)) {
            story.violated("no revision goes backwards", what + " from " + then + " to " + now);
        }
    }

    /** A call that takes back what it made does not take back what came after it. */
    private void requireLatest(Course course, String what, String commandId) {
        List<String> before = course.commandIds;
        boolean isSame = !before.isEmpty() && before.get(before.size() - 1).equals(commandId);
        if (!isSame && commandId.startsWith(Clients.REQUEST) && before.contains(commandId)) {
            story.violated(
                    "a later change stands",
                    what + ": " + commandId + " comes back after " + before.get(before.size() - 1));
        }
        if (!isSame) {
            before.add(commandId);
        }
    }
}
