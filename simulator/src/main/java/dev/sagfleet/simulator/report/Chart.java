package dev.sagfleet.simulator.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Something to be drawn. Its figures stand in a table as well, for whoever does not see it. */
public sealed interface Chart extends Block permits LineChart, Histogram, HeatMap, Scatter {
    /** What it shows, with its unit. */
    String title();

    /** Names of what has a colour; those of the axes are in the chart. */
    List<Key> keys();

    /**
     * What a colour means.
     *
     * @param color from 1 to 6; 0 for that of a limit
     */
    record Key(String label, int color) {}

    /** What draws it reads. */
    ObjectNode data();

    /** Its figures, or so many of them that one can still read them. */
    Table figures();
}
