package dev.sagfleet.controller.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a JSON value as the API's XML: a field is an element, an array is its element repeated, so an
 * empty array is nothing.
 */
final class XmlText {
    private static final Pattern ELEMENT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final String NOT_XML = "\uFFFD";

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private XmlText() {}

    /**
     * The document with this root element.
     *
     * @throws IllegalArgumentException if the root or a field cannot be the name of an element
     */
    static String of(String root, JsonNode value) {
        XmlText xml = new XmlText();
        xml.element(root, value);
        return xml.text.toString();
    }

    private void element(String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(item -> element(name, item));
            return;
        }
        if (!ELEMENT_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: " + name + " (expected: the name of an XML element)");
        }
        text.append('<').append(name).append('>');
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                element(field.getKey(), field.getValue());
            }
        } else if (!value.isNull()) {
            value.asText().codePoints().forEach(this::character);
        }
        text.append("</").append(name).append('>');
    }

    private void character(int c) {
        switch (c) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '"' -> text.append("&quot;");
            case '\'' -> text.append("&apos;");
            // Readers turn a bare one into a line feed.
            case '\r' -> text.append("&#13;");
            default -> {
                if (isXml(c)) {
                    text.appendCodePoint(c);
                } else {
                    text.append(NOT_XML);
                }
            }
        }
    }

    /** Whether XML 1.0 can hold a character at all, escaped or not. */
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= ' ' && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
