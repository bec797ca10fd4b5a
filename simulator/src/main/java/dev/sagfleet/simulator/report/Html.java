package dev.sagfleet.simulator.report;

/** Text that grows to HTML. Whatever is not written as markup is escaped. */
final class Html {
    private final StringBuilder text = new StringBuilder();

    /** Markup as it is. */
    Html raw(String markup) {
        text.append(markup);
        return this;
    }

    /** Text in an element, or in an attribute between double quotes. */
    Html text(String plain) {
        for (int i = 0; i < plain.length(); i++) {
            char character = plain.charAt(i);
            switch (character) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.append(character);
            }
        }
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String name, String style, String plain) {
        return raw("<" + name + " class=\"" + style + "\">").text(plain).raw("</" + name + ">");
    }

    /** JSON in an element for data: no tag can begin or end in it, nor a comment. */
    static String json(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
