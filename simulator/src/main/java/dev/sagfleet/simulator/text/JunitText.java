package dev.sagfleet.simulator.text;

import dev.sagfleet.controller.rolloutfile.ObjectiveText;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Judgement;

/** The objectives of rehearsals as the test cases of a JUnit report, which CI systems show. */
public final class JunitText {
    private static final int BLANK = 0x20;

    /**
     * A report of one suite with a test case for each objective: a failure if it fails, an error if it is undecided.
     *
     * @param command that makes it again
     */
    public static String of(Findings findings, String command) {
        String suite = "rehearsal of " + findings.script().policy().name();
        long failures = count(findings, Judgement.Verdict.FAILS);
        long errors = count(findings, Judgement.Verdict.UNDECIDED);
        String counts = " tests=\"" + findings.judgements().size() + "\" failures=\"" + failures + "\" errors=\""
                + errors + '"';
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.append("<testsuites").append(counts).append(">\n");
        text.append("  <testsuite name=\"").append(escaped(suite)).append('"').append(counts);
        text.append(" skipped=\"0\">\n    <properties>\n");
        property(text, "command", command);
        property(text, "runs", Integer.toString(findings.outcomes().size()));
        property(text, "firstSeed", Long.toString(findings.script().seed()));
        text.append("    </properties>\n");
        findings.judgements().forEach(judgement -> testCase(text, suite, judgement));
        return text.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private static long count(Findings findings, Judgement.Verdict verdict) {
        return findings.judgements().stream()
                .filter(judgement -> judgement.verdict() == verdict)
                .count();
    }

    private static void property(StringBuilder text, String name, String value) {
        text.append("      <property name=\"")
                .append(name)
                .append("\" value=\"")
                .append(escaped(value))
                .append("\"/>\n");
    }

    private static void testCase(StringBuilder text, String suite, Judgement judgement) {
        text.append("    <testcase classname=\"")
                .append(escaped(suite))
                .append("\" name=\"")
                .append(escaped(ObjectiveText.of(judgement.objective())))
                .append('"');
        String said = escaped(RunsText.of(judgement));
        switch (judgement.verdict()) {
            case HOLDS -> text.append("/>\n");
            case FAILS -> ended(text, "failure", "objective missed", said);
            case UNDECIDED -> ended(text, "error", "so many runs do not decide", said);
        }
    }

    private static void ended(StringBuilder text, String element, String type, String said) {
        text.append(">\n      <")
                .append(element)
                .append(" type=\"")
                .append(type)
                .append("\" message=\"");
        text.append(said).append("\"/>\n    </testcase>\n");
    }

    /** In an attribute. XML cannot have control characters at all; line breaks would become blanks. */
    static String escaped(String value) {
        var text = new StringBuilder();
        value.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\n', '\r', '\t' -> text.append("&#").append(point).append(';');
                default -> text.appendCodePoint(isInXml(point) ? point : '?');
            }
        });
        return text.toString();
    }

    private static boolean isInXml(int point) {
        boolean isSurrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return point >= BLANK && !isSurrogate && point != 0xFFFE && point != 0xFFFF;
    }

    private JunitText() {}
}
