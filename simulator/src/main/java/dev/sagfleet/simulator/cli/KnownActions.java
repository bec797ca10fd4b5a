package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.core.ApiActions;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.simulator.text.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The actions that the controller of this release has, and what a call says that they do not read. */
final class KnownActions {
    private static final Pattern NUMBER = Pattern.compile("(?<=\\.)[0-9]+(?=\\.|$)");
    private static final Pattern PLACE_OF_NUMBER = Pattern.compile("(?<=\\.)N(?=\\.|$)");

    private static final List<Declaration> ALL = ApiActions.declarations();

    static List<Declaration> all() {
        return ALL;
    }

    static Optional<Declaration> find(String action) {
        return ALL.stream().filter(known -> known.action().equals(action)).findFirst();
    }

    /** That there is no such action, and which one may be meant. */
    static String unknown(String action) {
        return "no action " + action + meant(near(action));
    }

    private static Optional<String> near(String action) {
        return NearMiss.of(action, ALL.stream().map(Declaration::action).toList());
    }

    /** What the service will not know of a call, a line each; it is up to the service to say so or to ignore it. */
    static List<String> doubts(ApiRequest request) {
        Optional<Declaration> declaration = find(request.action());
        if (declaration.isEmpty()) {
            // That there is none the service says by itself.
            return near(request.action()).isPresent() ? List.of(unknown(request.action())) : List.of();
        }
        List<String> names =
                declaration.get().parameters().stream().map(Parameter::name).toList();
        List<String> doubts = new ArrayList<>();
        for (String name : request.parameters().keySet()) {
            String general = NUMBER.matcher(name).replaceAll("N");
            if (!names.contains(general) && !Parameters.isOfEveryAction(name)) {
                doubts.add("--" + name + " is ignored: " + request.action() + " has no such parameter"
                        + meant(NearMiss.of(general, names).map(near -> "--" + numbered(near, name))));
            }
        }
        return doubts;
    }

    private static String meant(Optional<String> word) {
        return word.map(near -> ", perhaps " + near).orElse("");
    }

    /** A name with the numbers of another in the place of its N. */
    private static String numbered(String general, String like) {
        Matcher numbers = NUMBER.matcher(like);
        return PLACE_OF_NUMBER.matcher(general).replaceAll(place -> numbers.find() ? numbers.group() : "1");
    }

    private KnownActions() {}
}
