package dev.sagfleet.controller.rollout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;

/** Targets as they are kept in the policy. */
final class TargetsCodec {
    static ObjectNode write(Targets targets) {
        ObjectNode fields = KeptFields.begin();
        ArrayNode models = fields.putArray("models");
        targets.models().forEach(model -> models.add(model.name()));
        targets.version().ifPresent(version -> fields.set("version", write(version)));
        ArrayNode regions = fields.putArray("regions");
        targets.regions().forEach(regions::add);
        ArrayNode tags = fields.putArray("tags");
        targets.tags().forEach(tag -> {
            ArrayNode values = tags.addObject().put("name", tag.name()).putArray("values");
            tag.values().forEach(values::add);
        });
        ArrayNode devices = fields.putArray("devices");
        targets.devices().forEach(serial -> devices.add(serial.text()));
        return fields;
    }

    static Targets read(KeptFields fields) {
        return new Targets(
                fields.texts("models", DeviceModel::valueOf),
                fields.optionalFields("version").map(TargetsCodec::readVersion),
                fields.texts("regions", text -> text),
                fields.objects("tags", tag -> new TagCondition(tag.text("name"), tag.texts("values", text -> text))),
                fields.texts("devices", SerialNumber::new));
    }

    private static ObjectNode write(FirmwareCriterion criterion) {
        ObjectNode fields =
                KeptFields.begin().put("comparison", criterion.comparison().name());
        criterion.version().ifPresent(version -> fields.put("version", version.toString()));
        return fields;
    }

    private static FirmwareCriterion readVersion(KeptFields fields) {
        return new FirmwareCriterion(
                fields.constant(FirmwareCriterion.Comparison.class, "comparison"),
                fields.optionalText("version").map(FirmwareVersion::parse));
    }

    private TargetsCodec() {}
}
