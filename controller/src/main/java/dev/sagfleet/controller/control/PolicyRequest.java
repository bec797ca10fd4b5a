package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.document.DocumentProblem;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy that comes as the text of a file, to the letter, so that whoever wrote it is told where it is wrong.
 *
 * @param isAnyway whether it is taken although it cannot go well
 * @param revision of the policy that was read before this one was written; absent where there was none
 */
record PolicyRequest(RolloutPolicy policy, Author author, boolean isAnyway, Optional<Integer> revision) {
    private static final String FILE = "file";
    private static final String ANYWAY = "anyway";
    private static final String REVISION = "revision";
    private static final String FILE_DEFAULT = "body";

    /** One that is new. */
    static PolicyRequest ofNew(ControlRequest request) {
        return of(request, List.of(FILE, Author.WHO, ANYWAY));
    }

    /** One that takes the place of another, of which it says the revision. */
    static PolicyRequest ofChanged(ControlRequest request) {
        PolicyRequest changed = of(request, List.of(FILE, Author.WHO, ANYWAY, REVISION));
        if (changed.revision.isEmpty()) {
            throw ControlException.badRequest(REVISION + ": missing (expected: that of the file that was changed)");
        }
        return changed;
    }

    private static PolicyRequest of(ControlRequest request, List<String> names) {
        ListFilters query = ListFilters.only(request, names);
        Author author = Author.of(query.text(Author.WHO), Optional.empty());
        boolean isAnyway = query.flag(ANYWAY).orElse(false);
        Optional<Integer> revision = query.number(REVISION, 1, Integer.MAX_VALUE);
        String file = query.text(FILE).orElse(FILE_DEFAULT);
        return new PolicyRequest(
                policy(file, text(request.content()), request.nowMillis()), author, isAnyway, revision);
    }

    /** A body that is text. */
    static String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw ControlException.badRequest("body: no UTF-8 (expected: text)");
        }
    }

    private static RolloutPolicy policy(String file, String text, long nowMillis) {
        try {
            return RolloutFile.parse(file, text, Instant.ofEpochMilli(nowMillis));
        } catch (DocumentException e) {
            throw refusal(e);
        }
    }

    /** The answer to a text with problems. */
    static ControlException refusal(DocumentException e) {
        return ControlException.badRequest(String.valueOf(e.getMessage()), problems(e.problems().stream()));
    }

    private static ObjectNode problems(Stream<DocumentProblem> problems) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        ArrayNode all = details.putArray("problems");
        problems.forEach(problem -> all.addObject()
                .put("line", problem.line())
                .put("column", problem.column())
                .put("found", problem.found())
                .put("expected", problem.expected()));
        return details;
    }
}
