package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Finds the devices that a person means by a serial number, the id or the name of an instance, or a user. */
final class DeviceLookup {
    /** More are no pair, and too many to be shown one after the other. */
    static final int DEVICES_MAX = 2;

    private static final int NAMED_MAX = 5;

    private final ControllerFlags controller;
    private final CommandLine command;

    DeviceLookup(ControllerFlags controller, CommandLine command) {
        this.controller = controller;
        this.command = command;
    }

    /**
     * The devices, one or those of a pair with the active one first.
     *
     * @return no items with the exit code if it was said why there are none
     */
    ListCall.Found find(String text) throws IOException {
        if (isSerial(text)) {
            ListCall.Found found = devices("serial", text);
            if (found.exitCode() != ExitCodes.DONE || !found.items().isEmpty()) {
                return found;
            }
        }
        ListCall.Found ofInstance = devices("instance", text);
        if (ofInstance.exitCode() != ExitCodes.DONE || !ofInstance.items().isEmpty()) {
            return few(text, ofInstance);
        }
        ListCall.Found named = list("instances").with("name", Optional.of(text)).find(NAMED_MAX);
        if (named.exitCode() != ExitCodes.DONE || named.items().size() > 1) {
            return named.items().isEmpty()
                    ? named
                    : refused(text + ": the name of " + names(named.items(), "id")
                            + " (expected: the id of one of them)");
        }
        if (named.items().size() == 1) {
            String id = named.items().get(0).path("id").asText();
            return few(text, devices("instance", id));
        }
        return ofUser(text);
    }

    private ListCall.Found ofUser(String text) throws IOException {
        ListCall.Found users = devices("user", text);
        if (users.items().size() > 1) {
            return refused(text + ": the user of " + names(users.items(), "serial")
                    + " (expected: the serial number of one of them)");
        }
        return users.items().isEmpty() && users.exitCode() == ExitCodes.DONE ? none(text) : users;
    }

    private ListCall.Found few(String text, ListCall.Found found) {
        if (found.exitCode() != ExitCodes.DONE) {
            return found;
        }
        if (found.items().isEmpty()) {
            return refused(text + ": an instance without devices (expected: one with a device)");
        }
        return found.items().size() <= DEVICES_MAX
                ? new ListCall.Found(ExitCodes.DONE, activeFirst(found.items()))
                : refused(text + ": the instance of " + names(found.items(), "serial")
                        + " (expected: one of them; ./sag devices --instance shows all)");
    }

    private static List<JsonNode> activeFirst(List<JsonNode> devices) {
        return devices.stream()
                .sorted((one, other) ->
                        one.path("role").asText().compareTo(other.path("role").asText()))
                .toList();
    }

    private ListCall.Found none(String text) {
        return refused("device: " + text
                + " (expected: a serial number, the id or the name of an instance, or the user of an app client)");
    }

    private ListCall.Found refused(String message) {
        command.getErr().println("sag: " + message);
        return new ListCall.Found(ExitCodes.BAD_USAGE, List.of());
    }

    private ListCall.Found devices(String filter, String value) throws IOException {
        return list("devices").with(filter, Optional.of(value)).find(NAMED_MAX);
    }

    private ListCall list(String name) {
        return new ListCall(controller, command, name);
    }

    private static String names(List<JsonNode> items, String field) {
        String first = items.stream().map(item -> item.path(field).asText()).collect(Collectors.joining(", "));
        return items.size() < NAMED_MAX ? first : first + ", ...";
    }

    private static boolean isSerial(String text) {
        try {
            return !new SerialNumber(text).text().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
