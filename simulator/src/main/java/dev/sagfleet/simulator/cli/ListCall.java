package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.text.ListColumn;
import dev.sagfleet.simulator.text.ListText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;

/** A list of the control API from its beginning to its end, page by page. */
final class ListCall {
    /** Of a page, whatever the list. */
    private static final int PAGE = 1_000;

    private final ControlCall call;
    private final String name;
    private final Map<String, String> filters = new LinkedHashMap<>();

    /** @param name of the list, as behind {@code /_sag/} */
    ListCall(ControllerFlags controller, CommandLine command, String name) {
        call = new ControlCall(controller, command);
        this.name = name;
    }

    /** Asks only for what has this value, if one is given. */
    ListCall with(String filter, Optional<String> value) {
        value.ifPresent(given -> filters.put(filter, given));
        return this;
    }

    /** Asks only for what is so, if that is wanted. */
    ListCall withFlag(String filter, boolean wanted) {
        return with(filter, wanted ? Optional.of("true") : Optional.empty());
    }

    /** Prints the list, and returns what to exit with; it ends early if nobody reads what is printed. */
    int print(ListFlags flags, List<ListColumn> columns, PrintWriter out) throws IOException {
        var table = new ListText(flags.chosen(columns));
        long left = flags.limit();
        Optional<String> after = Optional.empty();
        do {
            ControlCall.Reply reply = ask(after, (int) Math.min(left, PAGE));
            if (reply.exitCode() != ExitCodes.DONE) {
                return reply.exitCode();
            }
            List<JsonNode> items = items(reply);
            left -= items.size();
            out.print(flags.isJson() ? lines(items) : table.lines(items));
            out.flush();
            after = next(reply);
        } while (after.isPresent() && left > 0 && !out.checkError());
        return ExitCodes.DONE;
    }

    /** What a list came to that is known to be short. */
    record Found(int exitCode, List<JsonNode> items) {}

    /** All items up to a number. */
    Found find(int itemsMax) throws IOException {
        return find(itemsMax, itemsMax);
    }

    private Found find(int page, int itemsMax) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            ControlCall.Reply reply = ask(after, page);
            if (reply.exitCode() != ExitCodes.DONE) {
                return new Found(reply.exitCode(), List.of());
            }
            found.addAll(items(reply));
            after = next(reply);
        } while (after.isPresent() && found.size() < itemsMax);
        return new Found(ExitCodes.DONE, found);
    }

    /** All items there are, up to a number that is more than that. */
    Found findAll(int itemsMax) throws IOException {
        return find(PAGE, itemsMax);
    }

    private ControlCall.Reply ask(Optional<String> after, int limit) throws IOException {
        Map<String, String> query = new LinkedHashMap<>(filters);
        query.put("limit", Integer.toString(limit));
        after.ifPresent(key -> query.put("after", key));
        String text = query.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return call.ask("GET", name + '?' + text, "");
    }

    private List<JsonNode> items(ControlCall.Reply reply) {
        String field = name.substring(name.lastIndexOf('/') + 1);
        return StreamSupport.stream(reply.answer().path(field).spliterator(), false)
                .toList();
    }

    private static Optional<String> next(ControlCall.Reply reply) {
        return Optional.ofNullable(reply.answer().path("next").textValue());
    }

    private static String lines(List<JsonNode> items) {
        return items.stream().map(item -> item + "\n").collect(Collectors.joining());
    }
}
