package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareJob;
import java.util.Locale;

/** Upgrade jobs and firmware slots as the control API shows them. */
public final class JobView {
    /** A job of a device. */
    static ObjectNode of(FirmwareJob job) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("job", job.id()).put("attempt", job.attempt());
        view.put("version", job.version().toString()).put("image", job.image().hex());
        view.put("origin", label(job.origin()));
        view.put("state", state(job.state())).put("percent", job.progress().percent());
        putCode(view, job.progress().code());
        view.put("isOver", !job.isOpen()).put("hasSucceeded", job.hasSucceeded());
        view.put("excused", job.excused());
        view.put("createdMillis", job.createdMillis());
        return view.put("updatedMillis", job.updatedMillis());
    }

    /** How far a job is. Where the device has said nothing yet, it is {@code ordered}. */
    static String state(UpdateState state) {
        return state == UpdateState.IDLE ? "ordered" : label(state);
    }

    /** Why it is so, where there is something to say. */
    static ObjectNode putCode(ObjectNode fields, UpdateCode code) {
        return code == UpdateCode.NONE
                ? fields
                : fields.put("code", code.number()).put("reason", code.text());
    }

    /** What a device has said of its slots. */
    static void putSlots(ObjectNode fields, FirmwareReport report) {
        ObjectNode slots = fields.putObject("slots").put("runs", report.runs().name());
        putSlot(slots, Slot.A, report.slotA());
        putSlot(slots, Slot.B, report.slotB());
        fields.put("running", report.running().digest().map(Digest::hex).orElse(null));
    }

    private static void putSlot(ObjectNode slots, Slot slot, SlotReport report) {
        ObjectNode fields = slots.putObject(slot.name()).put("status", label(report.status()));
        report.version().ifPresent(version -> fields.put("version", version.toString()));
        report.digest().ifPresent(digest -> fields.put("digest", digest.hex()));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private JobView() {}
}
