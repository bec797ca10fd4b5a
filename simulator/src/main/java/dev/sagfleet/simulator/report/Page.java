package dev.sagfleet.simulator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** A report as an HTML page that fetches nothing: styles, code and data are in it. The same report is the same page. */
public final class Page {
    /** Nothing is fetched, whatever stands in it. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    private final Report report;
    private final Html html = new Html();
    private final ArrayNode charts = JsonNodeFactory.instance.arrayNode();

    private Page(Report report) {
        this.report = report;
    }

    public static String of(Report report) {
        return new Page(report).page();
    }

    private String page() {
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .raw("<title>")
                .text(report.verdict().word() + ": " + report.title())
                .raw("</title>\n<style>\n")
                .raw(Asset.CHART_STYLE.text())
                .raw("</style>\n<style>\n")
                .raw(Asset.STYLE.text())
                .raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n");
        head();
        html.raw("<main id=\"main\">\n"
                        + "<noscript><p class=\"lead\">The charts are drawn by a script, which does not run here;"
                        + " ")
                .raw("their figures are in the tables below them.</p></noscript>\n");
        report.sections().forEach(this::section);
        html.raw("</main>\n<script type=\"application/json\" id=\"charts\">")
                .raw(Html.json(charts.toString()))
                .raw("</script>\n<script>\n/*!\n")
                .raw(Asset.CHART_LICENCE.text())
                .raw("*/\n")
                .raw(Asset.CHART_CODE.text())
                .raw("\n</script>\n<script>\n")
                .raw(Asset.CODE.text())
                .raw("</script>\n</body>\n</html>\n");
        return html.toString();
    }

    private void head() {
        Report.Verdict verdict = report.verdict();
        html.raw("<header>\n")
                .element("p", "kind", report.kind())
                .raw("\n<h1>")
                .text(report.title())
                .raw("</h1>\n")
                .element("p", "lead", report.summary())
                .raw("\n<div class=\"verdict " + verdict.tone().style() + "\">")
                .element("strong", "word", verdict.word())
                .element("span", "why", verdict.text())
                .raw("</div>\n");
        facts();
        html.raw("<dl class=\"origin\">\n");
        for (Report.Origin origin : report.origin()) {
            html.element("dt", "label", origin.label()).raw("<dd>");
            value(origin);
            html.raw("</dd>\n");
        }
        html.raw("</dl>\n</header>\n<nav aria-label=\"Sections\"><ul>\n");
        report.sections().forEach(section -> html.raw("<li><a href=\"#" + section.id() + "\">")
                .text(section.title())
                .raw("</a></li>\n"));
        html.raw("</ul></nav>\n");
    }

    private void facts() {
        if (report.facts().isEmpty()) {
            return;
        }
        html.raw("<dl class=\"facts\">\n");
        for (Report.Fact fact : report.facts()) {
            html.raw("<div>")
                    .element("dt", "label", fact.label())
                    .element("dd", "value", fact.value())
                    .element("dd", "note", fact.note())
                    .raw("</div>\n");
        }
        html.raw("</dl>\n");
    }

    /** Of what is typed no word is broken in two where it has a hyphen. */
    private void value(Report.Origin origin) {
        if (!origin.isTyped()) {
            html.text(origin.value());
            return;
        }
        html.raw("<code>");
        for (String word : origin.value().split(" ", -1)) {
            html.element("span", "word", word).raw(" ");
        }
        html.raw("</code>");
    }

    private void section(Section section) {
        html.raw("<section id=\"" + section.id() + "\">\n<h2>")
                .text(section.title())
                .raw("</h2>\n");
        if (!section.lead().isEmpty()) {
            html.element("p", "lead", section.lead()).raw("\n");
        }
        section.blocks().forEach(this::block);
        html.raw("</section>\n");
    }

    private void block(Block block) {
        if (block instanceof Block.Notice notice) {
            html.raw("<p class=\"notice " + notice.tone().style() + "\">")
                    .element("strong", "word", notice.word())
                    .text(" " + notice.text())
                    .raw("</p>\n");
        } else if (block instanceof Block.Folded folded) {
            fold(folded.summary(), folded.table());
        } else if (block instanceof Table table) {
            table(table);
        } else if (block instanceof Chart chart) {
            chart(chart);
        }
    }

    private void chart(Chart chart) {
        html.raw("<figure>\n<figcaption>").text(chart.title()).raw("</figcaption>\n");
        if (!chart.keys().isEmpty()) {
            html.raw("<ul class=\"keys\">");
            chart.keys().forEach(key -> html.raw("<li><i class=\"color" + key.color() + "\"></i>")
                    .text(key.label())
                    .raw("</li>"));
            html.raw("</ul>\n");
        }
        html.raw("<div class=\"chart\" data-chart=\"" + charts.size() + "\" role=\"img\" aria-label=\"")
                .text(chart.title() + ". The figures are in the table below.")
                .raw("\"></div>\n<p class=\"reading\" aria-hidden=\"true\"></p>\n");
        charts.add(chart.data());
        fold("Figures", chart.figures());
        html.raw("</figure>\n");
    }

    private void fold(String summary, Table table) {
        html.raw("<details><summary>").text(summary).raw("</summary>\n");
        table(table);
        html.raw("</details>\n");
    }

    private void table(Table table) {
        boolean hasBars = table.rows().stream().flatMap(List::stream).anyMatch(cell -> cell.mille() > 0);
        html.raw("<div class=\"rows\"><table" + (hasBars ? " class=\"bars\"" : "") + ">\n<thead><tr>");
        table.columns()
                .forEach(column -> html.raw("<th scope=\"col\">").text(column).raw("</th>"));
        html.raw("</tr></thead>\n<tbody>\n");
        table.rows().forEach(row -> row(table.columns(), row));
        html.raw("</tbody>\n</table></div>\n");
    }

    private void row(List<String> columns, List<Table.Cell> row) {
        html.raw("<tr>");
        for (int i = 0; i < row.size(); i++) {
            Table.Cell cell = row.get(i);
            String name = i == 0 ? "th" : "td";
            html.raw("<" + name + (i == 0 ? " scope=\"row\"" : "") + " class=\""
                            + cell.tone().style())
                    .raw(cell.mille() > 0 ? " bar\" style=\"--part:" + percent(cell.mille()) : "")
                    .raw("\" data-label=\"")
                    .text(columns.get(i))
                    .raw("\"><span>")
                    .text(cell.text())
                    .raw("</span></" + name + ">");
        }
        html.raw("</tr>\n");
    }

    private static String percent(int mille) {
        return mille / 10 + "." + mille % 10 + "%";
    }
}
