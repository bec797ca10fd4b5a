package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.rolloutcheck.CheckReport;
import dev.sagfleet.controller.rolloutcheck.Finding;
import dev.sagfleet.controller.rolloutcheck.Forecast;
import dev.sagfleet.controller.rolloutcheck.Openings;
import dev.sagfleet.controller.rolloutcheck.WaveReport;
import java.util.List;

/** What the check of a rollout has found, as the control API shows it. Times are seconds from the start on. */
public final class CheckView {
    /** Of devices that cannot go back: all are counted. */
    private static final int NAMED_MAX = 100;

    public static ObjectNode of(CheckReport report) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("isSound", report.isSound());
        view.put("name", report.policy().name());
        view.put("image", report.policy().image().toString());
        view.put("members", report.members());
        view.put("alreadyThere", report.alreadyThere());
        view.put("membership", report.membership().hex());
        ArrayNode filters = view.putArray("filters");
        report.filters()
                .forEach(
                        filter -> filters.addObject().put("name", filter.name()).put("meeting", filter.meeting()));
        putWaves(view.putArray("waves"), report);
        report.detection().ifPresent(rate -> view.put("detection", rate));
        report.forecast().ifPresent(forecast -> putForecast(view.putObject("forecast"), forecast));
        putOpenings(view.putArray("openings"), report.openings());
        ObjectNode irreversible = view.putObject("irreversible")
                .put("devices", report.irreversible().size());
        ArrayNode first = irreversible.putArray("first");
        report.irreversible().stream().limit(NAMED_MAX).forEach(serial -> first.add(serial.text()));
        view.put("unknownBefore", report.unknownBefore());
        ArrayNode findings = view.putArray("findings");
        for (Finding finding : report.findings()) {
            findings.addObject().put("isUnsound", finding.isUnsound()).put("text", finding.text());
        }
        return view;
    }

    private static void putWaves(ArrayNode waves, CheckReport report) {
        List<Forecast.WaveTimes> times = report.forecast().map(Forecast::waves).orElse(List.of());
        for (WaveReport wave : report.waves()) {
            ObjectNode fields = waves.addObject().put("wave", wave.number());
            wave.name().ifPresent(name -> fields.put("name", name));
            fields.put("members", wave.size()).put("sites", wave.sites());
            wave.gate().ifPresent(gate -> fields.put("halts", gate.halting()).put("needs", gate.needed()));
            if (wave.size() > 0 && wave.number() <= times.size()) {
                Forecast.WaveTimes forecast = times.get(wave.number() - 1);
                fields.put("opensSeconds", forecast.opens().toSeconds());
                fields.put("passesSeconds", forecast.passes().toSeconds());
            }
            fields.put("soakSeconds", wave.soak().toSeconds());
            fields.put("approve", wave.approve()).put("isRest", wave.isRest());
        }
    }

    private static void putForecast(ObjectNode fields, Forecast forecast) {
        forecast.finish().ifPresent(finish -> fields.put("finishSeconds", finish.toSeconds()));
        fields.put("bytes", forecast.bytes());
        fields.put("peakBitsPerSecond", forecast.peakBitsPerSecond());
        fields.put("tooLong", forecast.tooLong());
    }

    private static void putOpenings(ArrayNode openings, List<Openings> zones) {
        for (Openings zone : zones) {
            ObjectNode fields =
                    openings.addObject().put("zone", zone.zone().getId()).put("members", zone.members());
            ArrayNode next = fields.putArray("nextMillis");
            zone.next().forEach(instant -> next.add(instant.toEpochMilli()));
        }
    }

    private CheckView() {}
}
