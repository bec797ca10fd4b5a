package dev.sagfleet.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String EVIL = "</script><script>alert('\"1\"')</script><!-- & \u2028";
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"charts\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern ELEMENTS = Pattern.compile("<(?:script|/script|style|/style)\\b");

    private static final TimeAxis AXIS = new TimeAxis(Instant.parse("2026-01-05T00:00:00Z"), 3_600_000, 3);

    private static Report report(String name) {
        var line = new LineChart.Line(name, List.of(0L, 1L, 2L), List.of(1L, 2L, 3L), List.of(2L, 3L, 1234L));
        List<Block> blocks = List.of(
                new Block.Notice(Tone.BAD, name, name),
                Table.ofText(List.of(name, "b"), List.of(List.of(name, "1"))),
                new Block.Folded(name, Table.ofText(List.of("a"), List.of(List.of(name)))),
                new LineChart(
                        name, AXIS, Unit.DEVICES, List.of(line), Optional.of(new LineChart.Limit(name, 5)), false),
                Histogram.of(name, Unit.SPAN, new long[] {3_600_000, 7_200_000, 7_300_000}, List.of(3_600_000L)),
                new HeatMap(name, AXIS, List.of(new HeatMap.Row(name, List.of(0, 500, 1000)))),
                new Scatter(
                        name,
                        new Scatter.Axis(name, Unit.DEVICES),
                        new Scatter.Axis(name, Unit.SPAN),
                        List.of(new Scatter.Point(name, 1, 2, true))));
        return new Report(
                name,
                name,
                name,
                new Report.Verdict(Tone.GOOD, name, name),
                List.of(new Report.Fact(name, name, name)),
                List.of(new Report.Origin(name, name, true), new Report.Origin(name, name, false)),
                List.of(new Section("first", name, name, blocks)));
    }

    private static JsonNode data(String page) throws JsonProcessingException {
        Matcher matcher = DATA.matcher(page);
        assertThat(matcher.find()).isTrue();
        return new ObjectMapper().readTree(matcher.group(1));
    }

    @Test
    void noNameBecomesMarkupOrCode() throws JsonProcessingException {
        String evil = Page.of(report(EVIL));
        String good = Page.of(report("name"));

        assertThat(ELEMENTS.matcher(evil).results())
                .hasSameSizeAs(ELEMENTS.matcher(good).results().toList());
        assertThat(evil).doesNotContain("<script>alert", "<!--");
        assertThat(data(evil).get(0).path("lines").get(0).path("label").asText())
                .isEqualTo(EVIL);
    }

    @Test
    void nothingIsFetchedAndNothingEvaluated() {
        String page = Page.of(report("name"));

        assertThat(page)
                .doesNotContainPattern("(?:src|href)=\"(?!#)")
                .doesNotContain("@import", "url(", "eval(", "new Function")
                .contains("default-src 'none'");
        assertThat(page.replace("https://github.com/leeoniya/uPlot", "")).doesNotContainPattern("https?://");
    }

    @Test
    void whatIsDrawnStandsInATableToo() throws JsonProcessingException {
        String page = Page.of(report("name"));

        JsonNode charts = data(page);
        assertThat(charts).hasSize(4);
        assertThat(charts.get(0).path("lines").get(0).path("high").get(2).asLong())
                .isEqualTo(1234);
        assertThat(page).contains("<span>3 (2 to 1,234)</span>", "<span>2026-01-05 03:00</span>");
        assertThat(charts.get(1).path("counts").toString()).isEqualTo("[1,2]");
        assertThat(page).contains("<span>1h</span>", "<span>50.0 %</span>");
        assertThat(Pattern.compile("<summary>Figures</summary>").matcher(page).results())
                .hasSize(4);
    }

    @Test
    void theLicenceOfWhatOthersMadeGoesWithThePage() {
        assertThat(Page.of(report("name"))).contains("Copyright (c) 2022 Leon Sorokin", "The above copyright notice");
    }

    @Test
    void theSameReportIsTheSamePage() {
        assertThat(Page.of(report("name"))).isEqualTo(Page.of(report("name")));
    }
}
