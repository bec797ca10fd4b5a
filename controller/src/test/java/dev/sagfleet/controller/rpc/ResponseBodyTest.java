package dev.sagfleet.controller.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class ResponseBodyTest {
    private static final String AWKWARD = "</Error>]]>&amp;<!--\"'\\\r\n\t{}";

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(ResponseBody body, ResponseFormat format) {
        return new String(body.bytes(format), UTF_8);
    }

    @Test
    void successInJsonHasTheRequestIdBesideItsFields() {
        var fields = object().put("OrderId", "1");

        var body = ResponseBody.ofSuccess("DescribeRegions", fields, "ID-1");

        assertThat(text(body, ResponseFormat.JSON)).isEqualTo("{\"OrderId\":\"1\",\"RequestId\":\"ID-1\"}");
        assertThat(fields).isEqualTo(object().put("OrderId", "1"));
    }

    @Test
    void emptyListStaysInsideItsWrapper() {
        var fields = object();
        fields.putObject("Regions").putArray("Region");

        var body = ResponseBody.ofSuccess("DescribeRegions", fields, "ID-1");

        assertThat(text(body, ResponseFormat.JSON)).isEqualTo("{\"Regions\":{\"Region\":[]},\"RequestId\":\"ID-1\"}");
        assertThat(text(body, ResponseFormat.XML))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                + "<DescribeRegionsResponse><Regions></Regions><RequestId>ID-1</RequestId></DescribeRegionsResponse>");
    }

    @Test
    void listInXmlRepeatsTheTagOfItsItems() {
        var fields = object().put("TotalCount", 2).put("Ok", true).putNull("None");
        var regions = fields.putObject("Regions").putArray("Region");
        regions.addObject().put("RegionId", "a");
        regions.addObject().put("RegionId", "b");

        assertThat(text(ResponseBody.ofSuccess("DescribeRegions", fields, "ID-1"), ResponseFormat.XML))
                .endsWith("<DescribeRegionsResponse><TotalCount>2</TotalCount><Ok>true</Ok><None></None><Regions>"
                        + "<Region><RegionId>a</RegionId></Region><Region><RegionId>b</RegionId></Region>"
                        + "</Regions><RequestId>ID-1</RequestId></DescribeRegionsResponse>");
    }

    @Test
    void errorHasItsFiveFieldsAndNotItsDetail() {
        var error = GatewayError.missing("SmartAGId").withDetail("secret");

        var body = ResponseBody.ofError(error, "ID-1", "localhost:8640");

        assertThat(text(body, ResponseFormat.JSON))
                .isEqualTo("{\"RequestId\":\"ID-1\",\"HostId\":\"localhost:8640\",\"Code\":\"MissingSmartAGId\","
                        + "\"Message\":\"SmartAGId is mandatory for this action.\","
                        + "\"Recommend\":\"https://api.aliyun.com/troubleshoot?q=MissingSmartAGId\"}");
        assertThat(text(body, ResponseFormat.XML))
                .endsWith("<Error><RequestId>ID-1</RequestId><HostId>localhost:8640</HostId>"
                        + "<Code>MissingSmartAGId</Code><Message>SmartAGId is mandatory for this action.</Message>"
                        + "<Recommend>https://api.aliyun.com/troubleshoot?q=MissingSmartAGId</Recommend></Error>");
    }

    @Test
    void noTextBreaksEitherFormat() throws IOException, SAXException, ParserConfigurationException {
        var error = new ApiException(400, AWKWARD, AWKWARD);

        var body = ResponseBody.ofError(error, AWKWARD, AWKWARD);

        var json = new ObjectMapper().readTree(body.bytes(ResponseFormat.JSON));
        Element xml = parsed(body.bytes(ResponseFormat.XML));
        for (String name : new String[] {"RequestId", "HostId", "Code", "Message"}) {
            assertThat(json.get(name).asText()).isEqualTo(AWKWARD);
            assertThat(xml.getElementsByTagName(name).item(0).getTextContent()).isEqualTo(AWKWARD);
        }
    }

    @Test
    void anyCharactersAtAllCanBeWritten() throws IOException, SAXException, ParserConfigurationException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var text = new StringBuilder("\0\u001f\ud800x\udfff\ufffe");
        for (int i = 0; i < 10_000; i++) {
            text.append((char) random.nextInt(0x10000));
        }

        var body = ResponseBody.ofSuccess("A", object().put("Text", text.toString()), "ID-1");

        assertThat(new ObjectMapper()
                        .readTree(body.bytes(ResponseFormat.JSON))
                        .get("RequestId")
                        .asText())
                .as("seed %s", seed)
                .isEqualTo("ID-1");
        assertThat(parsed(body.bytes(ResponseFormat.XML)).getChildNodes().getLength())
                .as("seed %s", seed)
                .isEqualTo(2);
    }

    @Test
    void nameThatIsNoElementIsOurMistake() {
        var body = ResponseBody.ofSuccess("A><B", object(), "ID-1");

        assertThatThrownBy(() -> body.bytes(ResponseFormat.XML)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Element parsed(byte[] xml) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
    }
}
