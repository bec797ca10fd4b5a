package dev.sagfleet.controller.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A page of a list that is asked for by MaxResults and NextToken, which is the place of its first row.
 *
 * @param resultsMax rows of the page, at most
 * @param start the place of the first row, from 0
 */
public record NextTokenPage(int resultsMax, int start) {
    /** The parameter that says where a page begins. */
    public static final Parameter NEXT_TOKEN =
            Parameter.number("NextToken", 0, Integer.MAX_VALUE).noted("that of the answer before");

    /**
     * The page that a call asks for.
     *
     * @param resultsDefault rows if MaxResults is absent
     * @param resultsMax the most that MaxResults may be
     */
    public static NextTokenPage of(Parameters parameters, int resultsDefault, int resultsMax) {
        return new NextTokenPage(
                (int) parameters.optionalLong("MaxResults", 1, resultsMax).orElse(resultsDefault),
                (int) parameters.optionalLong("NextToken", 0, Integer.MAX_VALUE).orElse(0));
    }

    /**
     * Puts the page into a response, with TotalCount, MaxResults and NextToken, which is empty on the last page.
     *
     * @param name of the list in the response
     * @param all rows of all pages
     * @param describing writes one row
     */
    public <T> void put(ObjectNode response, String name, List<T> all, BiConsumer<T, ObjectNode> describing) {
        List<T> rows = all.stream().skip(start).limit(resultsMax).toList();
        ArrayNode list = response.putArray(name);
        rows.forEach(row -> describing.accept(row, list.addObject()));
        int next = start + rows.size();
        response.put("TotalCount", all.size());
        response.put("MaxResults", resultsMax);
        response.put("NextToken", !rows.isEmpty() && next < all.size() ? Integer.toString(next) : "");
    }
}
