package dev.sagfleet.controller.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a response says, before it is written in one format or the other. Immutable.
 *
 * <p>In XML its fields stand in one root element, {@code ActionResponse} or {@code Error}. In JSON they have
 * no such wrapper.
 */
public final class ResponseBody {
    private static final String TROUBLESHOOTING = "https://api.aliyun.com/troubleshoot?q=";

    private final String root;
    private final ObjectNode fields;

    private ResponseBody(String root, ObjectNode fields) {
        this.root = root;
        this.fields = fields;
    }

    /**
     * The answer to an action that was carried out.
     *
     * @param action a known one, so its name is that of an XML element
     * @param fields of the answer without the RequestId; left unchanged
     */
    public static ResponseBody ofSuccess(String action, ObjectNode fields, String requestId) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.setAll(fields);
        all.put("RequestId", requestId);
        return new ResponseBody(action + "Response", all);
    }

    /**
     * The answer to a request that was refused.
     *
     * @param hostId the header {@code Host} of the request, empty if it had none
     */
    public static ResponseBody ofError(ApiException error, String requestId, String hostId) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("RequestId", requestId);
        fields.put("HostId", hostId);
        fields.put("Code", error.code());
        fields.put("Message", error.message());
        fields.put("Recommend", TROUBLESHOOTING + PercentEncoding.encode(error.code()));
        return new ResponseBody("Error", fields);
    }

    /** The bytes to send, in UTF-8. Half a surrogate pair, which UTF-8 cannot hold, is sent as {@code ?}. */
    public byte[] bytes(ResponseFormat format) {
        String text = format == ResponseFormat.XML ? XmlText.of(root, fields) : fields.toString();
        return text.getBytes(UTF_8);
    }
}
