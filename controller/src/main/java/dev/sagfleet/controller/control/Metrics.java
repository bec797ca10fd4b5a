package dev.sagfleet.controller.control;

import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.FirmwareCounts;
import dev.sagfleet.controller.telemetry.TrafficReports;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a controller counts, in the text format of Prometheus. No series is of one device: there are too many.
 * Safe for many threads.
 */
public final class Metrics {
    public static final String PATH = "/metrics";

    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final PrometheusTextFormatWriter FORMAT = PrometheusTextFormatWriter.create();
    private static final String OTHER = "other";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Set<String> actions;
    private final Counter calls;
    private volatile List<FirmwareCounts.Count> firmware = List.of();

    /** @param actions whose calls are told apart; all else is other */
    public Metrics(
            LongSupplier registered, LongSupplier online, TrafficReports reports, Events events, Set<String> actions) {
        this.actions = new TreeSet<>(actions);
        calls = Counter.builder()
                .name("sagfleet_api_calls")
                .help("Calls of the OpenAPI that were answered, by action and class of the HTTP status.")
                .labelNames("action", "status")
                .withoutExemplars()
                .register(registry);
        gauge("sagfleet_devices_registered", "Devices that are registered.", registered);
        gauge("sagfleet_devices_online", "Devices that are in session.", online);
        byFirmware(
                "sagfleet_firmware_devices_registered",
                "Devices that are registered, by the firmware that they run; few versions are told apart.",
                FirmwareCounts.Count::registered);
        byFirmware(
                "sagfleet_firmware_devices_online",
                "Devices that are online, by the firmware that they run.",
                FirmwareCounts.Count::online);
        CounterWithCallback.builder()
                .name("sagfleet_events")
                .help("What happened, by kind; sent, applied and refused are of commands.")
                .labelNames("kind")
                .callback(kinds -> {
                    for (EventKind kind : EventKind.values()) {
                        kinds.call((double) events.count(kind), kind.label());
                    }
                })
                .register(registry);
        registry.register(reports.totals());
    }

    private void byFirmware(String name, String help, ToLongFunction<FirmwareCounts.Count> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("firmware")
                .callback(versions ->
                        firmware.forEach(count -> versions.call((double) value.applyAsLong(count), count.firmware())))
                .register(registry);
    }

    /** Shows something that goes up and down. */
    public void gauge(String name, String help, LongSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(now -> now.call((double) value.getAsLong()))
                .register(registry);
    }

    /** Shows something that only grows; {@code _total} is added to the name. */
    public void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(now -> now.call((double) value.getAsLong()))
                .register(registry);
    }

    /** Counts a call. Of an action that does not exist, or was not let in, the name may be any text. */
    public void called(String action, int status) {
        String known = actions.contains(action) ? action : OTHER;
        calls.labelValues(known, status / 100 + "xx").inc();
    }

    /** Takes in what devices run. */
    public void setFirmware(FirmwareCounts counts) {
        firmware = Stream.concat(counts.versions().stream(), Stream.of(counts.others()))
                .filter(count -> count.registered() > 0)
                .toList();
    }

    /** All of it as it is now, in UTF-8. */
    public byte[] text() {
        var text = new ByteArrayOutputStream();
        try {
            FORMAT.write(text, registry.scrape(), EscapingScheme.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return text.toByteArray();
    }
}
