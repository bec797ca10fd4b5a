package dev.sagfleet.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JunitTextTest {
    @Test
    void anyCommandMakesAWellFormedReport() throws Exception {
        String command = "./sag 'a & <b> \"c\"' \u0001\n\ttail \uD83D\uDE00 \uD83D";

        String text = JunitText.of(RehearsalJsonTest.findings(), command);

        Document read = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        Element property = (Element) read.getElementsByTagName("property").item(0);
        assertThat(property.getAttribute("value")).isEqualTo("./sag 'a & <b> \"c\"' ?\n\ttail \uD83D\uDE00 ?");
        assertThat(read.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    }
}
