package dev.sagfleet.controller.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.action.acceleration.AccelerationActions;
import dev.sagfleet.controller.action.device.DeviceActions;
import dev.sagfleet.controller.action.instance.InstanceActions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the actions say that they read. */
final class Declared {
    /** What a test sends to an action that does not read it, so that one call differs from another. */
    private static final Set<String> IGNORED = Set.of("ResourceGroupId");

    static List<Declaration> all() {
        return Stream.of(
                        InstanceActions.declarations(),
                        DeviceActions.declarations(),
                        AccelerationActions.declarations())
                .flatMap(List::stream)
                .toList();
    }

    static Optional<Declaration> of(String action) {
        return all().stream()
                .filter(declaration -> declaration.action().equals(action))
                .findFirst();
    }

    /** That an action declares whatever a test calls it with. */
    static void requireAll(String action, Set<String> names) {
        of(action).ifPresent(declaration -> assertThat(
                        declaration.parameters().stream().map(Parameter::name).toList())
                .as("parameters that %s declares", action)
                .containsAll(names.stream()
                        .filter(name -> !IGNORED.contains(name))
                        .map(name -> name.replaceAll("\\.[0-9]+(?=\\.|$)", ".N"))
                        .toList()));
    }

    private Declared() {}
}
