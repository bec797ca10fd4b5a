package dev.sagfleet.controller.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.List;

/**
 * A page of a list that is asked for by PageNumber and PageSize.
 *
 * @param number from 1
 * @param size rows a page
 */
public record NumberedPage(int number, int size) {
    private static final int SIZE_DEFAULT = 10;
    private static final int SIZE_MAX = 50;
    private static final int NUMBER_MAX = Integer.MAX_VALUE / SIZE_MAX;

    /** The parameters that ask for a page. */
    public static final List<Parameter> PARAMETERS = List.of(
            Parameter.number("PageNumber", 1, NUMBER_MAX).noted("default: 1"),
            Parameter.number("PageSize", 1, SIZE_MAX).noted("default: " + SIZE_DEFAULT));

    /** The page that a call asks for: the first one, and 10 rows, unless it says otherwise; at most 50 rows. */
    public static NumberedPage of(Parameters parameters) {
        return new NumberedPage(
                (int) parameters.optionalLong("PageNumber", 1, NUMBER_MAX).orElse(1),
                (int) parameters.optionalLong("PageSize", 1, SIZE_MAX).orElse(SIZE_DEFAULT));
    }

    /** Puts PageNumber, PageSize and TotalCount into a response. */
    public void put(ObjectNode response, long total) {
        response.put("PageNumber", number);
        response.put("PageSize", size);
        response.put("TotalCount", total);
    }
}
