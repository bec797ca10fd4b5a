package dev.sagfleet.simulator.report;

/** A part of a section. */
public sealed interface Block permits Block.Notice, Block.Folded, Table, Chart {
    /** A sentence that stands out. */
    record Notice(Tone tone, String word, String text) implements Block {}

    /** Something that few want to see. */
    record Folded(String summary, Table table) implements Block {}
}
