package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.rollout.Tags;
import dev.sagfleet.simulator.fleet.KnownDevice;
import dev.sagfleet.simulator.fleet.SymmetricLoad;
import dev.sagfleet.simulator.rehearsal.Known.KnownImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** What a controller says of its devices and images. What it cannot have said is an {@link IllegalArgumentException}. */
final class KnownDeviceReader {
    static KnownDevice device(JsonNode item) {
        String model = item.path("model").asText();
        String haType = item.path("haType").asText();
        JsonNode offered = item.path("offered");
        return new KnownDevice(
                new SerialNumber(item.path("serial").asText()),
                new KnownDevice.KnownInstance(
                        item.path("instanceId").asText(),
                        item.path("instanceName").asText(),
                        item.path("regionId").asText(),
                        HaType.named(haType).orElseThrow(() -> unknown("haType", haType))),
                model(model),
                HaRole.valueOf(item.path("role").asText().toUpperCase(Locale.ROOT)),
                text(item, "user"),
                new Bandwidth(item.path("bitsPerSecond").asLong()),
                place(item),
                item.path("online").asBoolean(),
                text(item, "firmware").map(FirmwareVersion::parse),
                item.path("knowsUpgrades").asBoolean(),
                text(item, "running").map(Digest::new),
                offered.isObject()
                        ? Optional.of(new SymmetricLoad(
                                offered.path("acceleratedBitsPerSecond").asLong(),
                                offered.path("otherBitsPerSecond").asLong()))
                        : Optional.empty());
    }

    private static Place place(JsonNode item) {
        SortedMap<String, String> tags = new TreeMap<>();
        item.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return new Place(
                text(item, "site"),
                text(item, "region"),
                text(item, "zone").map(Place::zoneNamed),
                text(item, "batch"),
                Tags.of(tags));
    }

    static KnownImage image(JsonNode item) {
        List<DeviceModel> models = StreamSupport.stream(item.path("models").spliterator(), false)
                .map(model -> model(model.asText()))
                .toList();
        return new KnownImage(
                new Manifest(
                        models,
                        FirmwareVersion.parse(item.path("version").asText()),
                        item.path("sizeBytes").asLong(),
                        new Digest(item.path("digest").asText()),
                        text(item, "minimumVersion").map(FirmwareVersion::parse),
                        item.path("securityIndex").asInt(),
                        item.path("key").asText(),
                        List.of()),
                item.path("state").asText().equals("available"));
    }

    private static DeviceModel model(String label) {
        return DeviceModel.labelled(label).orElseThrow(() -> unknown("model", label));
    }

    private static Optional<String> text(JsonNode item, String name) {
        return Optional.ofNullable(item.path(name).textValue());
    }

    private static IllegalArgumentException unknown(String name, String found) {
        return new IllegalArgumentException(name + ": " + found + " (expected: a known one)");
    }

    private KnownDeviceReader() {}
}
