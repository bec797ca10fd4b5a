package dev.sagfleet.simulator.iperf3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.iperf3.Iperf3Run.Interval;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class RateChartTest {
    private static Iperf3Run run(String contender, int megabits, long... bytes) {
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            intervals.add(new Interval(i / 10.0, (i + 1) / 10.0, bytes[i]));
        }
        return new Iperf3Run(contender, megabits, 0, 1e6, intervals);
    }

    private static Document picture(Iperf3Run... runs) throws IOException, ParserConfigurationException, SAXException {
        byte[] svg = RateChart.of(List.of(runs)).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static List<String> texts(NodeList elements) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void hasAPanelForEachRateAndALineForEachRun() throws IOException, ParserConfigurationException, SAXException {
        Document picture = picture(run("ours", 2, 25_000), run("a < b & c", 2, 26_000), run("ours", 20, 250_000));

        assertThat(texts(picture.getElementsByTagName("polyline"))).containsExactly("a < b & c", "ours", "ours");
        assertThat(texts(picture.getElementsByTagName("text")))
                .contains("2 Mbit/s", "20 Mbit/s", "ours", "a < b & c", "100 %", "0 s");
        assertThat(picture.getElementsByTagName("g").getLength()).isEqualTo(2);
    }

    @Test
    void theRateIsInTheMiddleAndBurstsAreCutOffAtTheTop()
            throws IOException, ParserConfigurationException, SAXException {
        Document picture = picture(run("ours", 2, 25_000, 0, 50_000, 5_000_000));

        String[] points = ((Element) picture.getElementsByTagName("polyline").item(0))
                .getAttribute("points")
                .split(" ", -1);

        assertThat(points)
                .extracting(point -> point.split(",", -1)[1])
                .containsExactly("129.0", "224.0", "34.0", "34.0");
    }

    @Test
    void isTheSameWhereNumbersAreWrittenWithCommas() {
        Locale before = Locale.getDefault();
        String here = RateChart.of(List.of(run("ours", 2, 25_000)));
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(RateChart.of(List.of(run("ours", 2, 25_000)))).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }
}
