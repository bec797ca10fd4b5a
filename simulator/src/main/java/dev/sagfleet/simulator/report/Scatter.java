package dev.sagfleet.simulator.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Things by two numbers of which less is better.
 *
 * @param x what goes to the right
 * @param y what goes up
 */
public record Scatter(String title, Axis x, Axis y, List<Point> points) implements Chart {
    /** What is counted along an axis, and in what. */
    public record Axis(String label, Unit unit) {}

    /**
     * One of them.
     *
     * @param isUnbeaten whether no other one is better in one of the two and not worse in the other
     */
    public record Point(String label, long x, long y, boolean isUnbeaten) {}

    public Scatter {
        requireNonNull(title, "title");
        requireNonNull(x, "x");
        requireNonNull(y, "y");
        points = List.copyOf(points);
    }

    @Override
    public List<Key> keys() {
        return List.of(new Key("not beaten by another", 1), new Key("beaten", 2));
    }

    @Override
    public ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("kind", "scatter");
        put(data.putObject("x"), x);
        put(data.putObject("y"), y);
        ArrayNode all = data.putArray("points");
        for (Point point : points) {
            all.addObject()
                    .put("label", point.label())
                    .put("x", point.x())
                    .put("y", point.y())
                    .put("unbeaten", point.isUnbeaten());
        }
        return data;
    }

    private static void put(ObjectNode node, Axis axis) {
        node.put("label", axis.label()).put("unit", axis.unit().name());
    }

    @Override
    public Table figures() {
        return Table.ofText(
                List.of("", x.label(), y.label(), "beaten by another"),
                points.stream()
                        .map(point -> List.of(
                                point.label(),
                                x.unit().text(point.x()),
                                y.unit().text(point.y()),
                                point.isUnbeaten() ? "no" : "yes"))
                        .toList());
    }
}
